import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { NotebookError } from "../api.ts";
import { explained, explainedAtOpening } from "./errors.ts";

const codeOf = (error: unknown) => {
  const known = explained(error);
  return known instanceof NotebookError ? known.code : "unexplained";
};
const system = (code: string) => Object.assign(new Error(code), { code });

test("what can happen to a sound program has a meaning, whoever reports it", () => {
  const codes = {
    SQLITE_FULL: "disk-full",
    SQLITE_READONLY: "read-only",
    SQLITE_READONLY_DBMOVED: "read-only",
    SQLITE_IOERR_WRITE: "io",
    SQLITE_CANTOPEN: "io",
    SQLITE_CORRUPT_INDEX: "notebook-damaged",
    SQLITE_NOTADB: "notebook-damaged",
    SQLITE_BUSY_SNAPSHOT: "notebook-locked",
    SQLITE_ERROR: "unexplained",
    SQLITE_CONSTRAINT_UNIQUE: "unexplained",
  };
  const found = Object.keys(codes).map((code) => [code, codeOf(new Sqlite.SqliteError("x", code))]);
  expect(Object.fromEntries(found)).toEqual(codes);
  const systemCodes = {
    ENOSPC: "disk-full",
    EROFS: "read-only",
    EACCES: "read-only",
    EIO: "io",
    EINVAL: "unexplained",
  };
  const systemFound = Object.keys(systemCodes).map((code) => [code, codeOf(system(code))]);
  expect(Object.fromEntries(systemFound)).toEqual(systemCodes);
});

test("what is explained already, and what is a bug, stays what it is", () => {
  const known = new NotebookError("not-found", "No.");
  const bug = new TypeError("bug");
  expect([explained(known), explained(bug), explained("text")]).toEqual([known, bug, "text"]);
});

test("a place that cannot be written to is the notebook's trouble when it is opened", () => {
  const codes = ["EACCES", "EPERM", "EROFS", "ENOSPC"].map((code) => {
    const known = explainedAtOpening(system(code));
    return known instanceof NotebookError ? known.code : "unexplained";
  });
  expect(codes).toEqual([...Array.from({ length: 3 }, () => "notebook-read-only"), "disk-full"]);
});

test("no sentence names a place on the disk", () => {
  const error = explained(Object.assign(new Error("EACCES: /home/ann/secret"), { code: "EACCES" }));
  expect(error instanceof NotebookError && `${error.message} ${error.advice}`).not.toContain(
    "/home",
  );
});

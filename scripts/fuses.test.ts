import { expect, test } from "vitest";
import { freshFuses, readFuses } from "./fuses.ts";

test("fuses are read where the marker is", () => {
  const binary = Buffer.concat([Buffer.from("MZ…"), freshFuses(), Buffer.from("more")]);
  expect(readFuses(binary)).toMatchObject({ runAsNode: true, onlyLoadAppFromAsar: false });
});

test("bytes without fuses are refused", () => {
  expect(() => readFuses(Buffer.from("nothing here"))).toThrow("marker");
  const worn = Buffer.from(
    freshFuses()
      .toString("latin1")
      .replace(/[01]{9}$/, "rrrrrrrrr"),
    "latin1",
  );
  expect(() => readFuses(worn)).toThrow("eight fuses");
});

/** Takes from a process, for good, what reading a file needs none of: network and new code. */
import childProcess from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import tls from "node:tls";
import vm from "node:vm";
import workerThreads from "node:worker_threads";

const networkGlobals = ["fetch", "WebSocket", "EventSource", "XMLHttpRequest"];

/** Every way of Node to connect, look up a name or start a process throws afterwards. */
export function denyNetwork(): void {
  const deny = (): never => {
    throw new Error("An importer has no network");
  };
  const doors: readonly (readonly [object: object, names: readonly string[]])[] = [
    [net, ["connect", "createConnection", "createServer"]],
    [net.Socket.prototype, ["connect"]],
    [net.Server.prototype, ["listen"]],
    [tls, ["connect", "createServer"]],
    [http, ["request", "get", "createServer"]],
    [https, ["request", "get", "createServer"]],
    [http2, ["connect", "createServer", "createSecureServer"]],
    [dgram, ["createSocket"]],
    [dgram.Socket.prototype, ["bind", "connect", "send"]],
    [dns, ["lookup", "resolve", "resolve4", "resolve6", "reverse"]],
    [dns.promises, ["lookup", "resolve", "resolve4", "resolve6", "reverse"]],
    [childProcess, ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"]],
    [workerThreads, ["Worker"]],
  ];
  close(doors, deny);
  for (const name of networkGlobals) Reflect.deleteProperty(globalThis, name);
}

/**
 * No text becomes code afterwards. V8's own switch `--disallow-code-generation-from-strings` does this
 * too, but only for contexts made after it is set: it helps on the command line that starts a process
 * (fork.ts), not from within. So eval, vm and the constructors of functions are replaced as well.
 */
export function denyCode(): void {
  const deny = (): never => {
    throw new EvalError("An importer makes no code from text");
  };
  const kinds: readonly object[] = [
    function () {},
    async function () {},
    function* () {},
    async function* () {},
  ];
  for (const kind of kinds) {
    const prototype = Object.getPrototypeOf(kind) as { readonly constructor: object };
    // A stand-in, and not nothing, because `instanceof Function` has to go on working.
    const value = new Proxy(prototype.constructor, { apply: deny, construct: deny });
    Object.defineProperty(prototype, "constructor", {
      get: () => value,
      // Libraries give functions of their own a constructor (pdf.js does): that stays possible.
      set(this: object, own: unknown) {
        Object.defineProperty(this, "constructor", { value: own, writable: true });
      },
      configurable: false,
    });
  }
  const { constructor } = Function.prototype;
  Object.defineProperty(globalThis, "Function", {
    value: constructor,
    writable: false,
    configurable: false,
  });
  Object.defineProperty(globalThis, "eval", { value: deny, writable: false, configurable: false });
  const names = [
    "runInContext",
    "runInNewContext",
    "runInThisContext",
    "compileFunction",
    "Script",
  ];
  close([[vm, names]], deny);
}

function close(
  doors: readonly (readonly [object: object, names: readonly string[]])[],
  deny: () => never,
): void {
  for (const [object, names] of doors) {
    for (const name of names) {
      Object.defineProperty(object, name, { value: deny, configurable: false, writable: false });
    }
  }
  syncBuiltinESMExports();
}

/** Takes the network away from a process, for good. */
import childProcess from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import tls from "node:tls";
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
  for (const [object, names] of doors) {
    for (const name of names) {
      Object.defineProperty(object, name, { value: deny, configurable: false, writable: false });
    }
  }
  syncBuiltinESMExports();
  for (const name of networkGlobals) Reflect.deleteProperty(globalThis, name);
}

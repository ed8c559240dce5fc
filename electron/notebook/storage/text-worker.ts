/**
 * The thread for work on whole texts that would keep the service from answering: it takes texts and gives
 * places in them, and touches nothing else.
 */
import { parentPort } from "node:worker_threads";
import { workOut, type TextJob } from "./text-work.ts";

parentPort?.on("message", ({ id, job }: { readonly id: number; readonly job: TextJob }) => {
  parentPort?.postMessage({ id, value: workOut(job) });
});

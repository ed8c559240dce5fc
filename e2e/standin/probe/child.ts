/** The probe's utility process: answers each message with what it knows of itself. */
process.parentPort.on("message", ({ data }) => {
  if (data === "leave") process.exit(7);
  process.parentPort.postMessage({
    data,
    argv: process.argv.slice(2),
    secret: process.env["PROBE_SECRET"] ?? null,
  });
});

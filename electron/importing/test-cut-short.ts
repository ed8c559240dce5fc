/**
 * For tests, loaded ahead of the command line by `node --import`: the process sends itself the signal
 * CUT_BY once it has told CUT_AFTER lines. A test that watched and sent it might come too late.
 */
const signal = process.env["CUT_BY"] ?? "SIGKILL";
const after = Number(process.env["CUT_AFTER"] ?? Infinity);
const { stdout } = process;
const write = stdout.write.bind(stdout);
let told = 0;
stdout.write = (text: Uint8Array | string): boolean => {
  const written = write(text);
  const before = told;
  told += String(text).split("\n").length - 1;
  if (before < after && told >= after) process.kill(process.pid, signal);
  return written;
};

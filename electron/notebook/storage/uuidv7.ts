import { randomBytes } from "node:crypto";

/**
 * Makes UUIDs of version 7: 48 bits of time, then a counter of 12 bits that starts at random below
 * half and steps within a millisecond, then 62 random bits. Each is greater than the one before, also
 * when the clock goes back.
 */
export function uuidv7Source(now: () => number = Date.now): () => string {
  let lastTime = 0;
  let counter = 0;
  return () => {
    const random = randomBytes(10);
    const time = now();
    if (time > lastTime) {
      lastTime = time;
      counter = random.readUInt16BE(0) & 0x7ff;
    } else {
      counter += 1;
      if (counter > 0xfff) {
        lastTime += 1;
        counter = random.readUInt16BE(0) & 0x7ff;
      }
    }
    const hex =
      lastTime.toString(16).padStart(12, "0") +
      (0x7000 | counter).toString(16) +
      ((random.readUInt16BE(2) & 0x3fff) | 0x8000).toString(16) +
      random.toString("hex", 4, 10);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
}

/**
 * The door between page and main: who asks is checked, then what is asked (schema), then it is answered
 * here or relayed to the service. Whatever goes wrong leaves as a code and a sentence, never a stack.
 */
import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from "electron";
import { mainCalls, serviceCalls, type Handlers, type MainCalls, type Outcome } from "./api.ts";
import { outcomeOf } from "./outcome.ts";
import { origin } from "./policy.ts";
import type { Service } from "./service-process.ts";

export interface Door {
  readonly service: Service;
  readonly handlers: Handlers<MainCalls>;
  /** Files dropped on the window, by their places on disk; the import's id. */
  readonly onDrop: (paths: readonly string[]) => Promise<Outcome<string | null>>;
  /** The page has saved all it had open. */
  readonly onReady: () => void;
}

/** Only the top frame of our own page is listened to. */
export function fromOwnPage(
  event: Pick<IpcMainEvent | IpcMainInvokeEvent, "sender" | "senderFrame">,
) {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    frame === event.sender.mainFrame &&
    frame.parent === null &&
    frame.url.startsWith(`${origin}/`)
  );
}

export function openDoor({ service, handlers, onDrop, onReady }: Door): void {
  ipcMain.handle("call", async (event, name: unknown, input: unknown) => {
    if (!fromOwnPage(event) || typeof name !== "string") return refuse("This call is not for you.");
    return answer(name, input, service, handlers);
  });
  ipcMain.handle("drop", async (event, paths: unknown) => {
    const known = Array.isArray(paths) && paths.every((each) => typeof each === "string");
    if (!fromOwnPage(event) || !known) return refuse("These are not files.");
    return onDrop(paths);
  });
  ipcMain.on("ready", (event) => {
    if (fromOwnPage(event)) onReady();
  });
}

async function answer(
  name: string,
  input: unknown,
  service: Service,
  handlers: Handlers<MainCalls>,
): Promise<Outcome<unknown>> {
  if (Object.hasOwn(serviceCalls, name)) {
    const parsed = serviceCalls[name as keyof typeof serviceCalls].input.safeParse(input);
    return parsed.success ? service.call(name, parsed.data) : refuse(`${name}: ${parsed.error}`);
  }
  if (Object.hasOwn(mainCalls, name)) {
    const parsed = mainCalls[name as keyof MainCalls].input.safeParse(input);
    if (!parsed.success) return refuse(`${name}: ${parsed.error}`);
    // The schema of this very name has just accepted it.
    const handler = handlers[name as keyof MainCalls] as (value: unknown) => unknown;
    return outcomeOf(() => handler(parsed.data));
  }
  return refuse(`There is no call named ${name}.`);
}

const refuse = (message: string): Outcome<never> => ({
  ok: false,
  error: { code: "bad-request", message, advice: "" },
});

import { QueryClientProvider } from "@tanstack/react-query";
import { beforeEach, expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { page, userEvent } from "vitest/browser";
import {
  defaultSettings,
  type Article,
  type Bridge,
  type CallName,
  type Clip,
  type Outcome,
} from "../../electron/api.ts";
import { queries } from "../api.ts";
import { NavigationContext, type Navigation } from "../navigation.ts";
import "../theme.css";
import { articleOf, clipOf, paragraph } from "./article-fixture.ts";
import { eventually } from "./article-view-fixture.tsx";
import { Reader } from "./reader.tsx";

const text = "The longest gap is eleven days. For a machine in the salt that is very little.";

/** The other side of the bridge, with one article and its clips; what fails is set by a test. */
class FakeNotebook {
  readonly asked: [string, unknown][] = [];
  readonly announced: [string, unknown][] = [];
  article: Article | null = articleOf([paragraph(text)]);
  clips: readonly Clip[] = [];
  failing: CallName | null = null;

  readonly bridge: Bridge = {
    call: async (name, input) => {
      const failure = {
        code: "read-only" as const,
        message: "The notebook is open read-only.",
        advice: "Open it again to write.",
      };
      const asItOpens = ["articles.get", "articles.usage", "clips.ofArticle", "versions.list"];
      if (!asItOpens.includes(name)) {
        this.asked.push([name, input]);
      }
      const value = name === this.failing ? null : this.answer(name);
      // The answers below have the types of the calls they are for.
      return (
        name === this.failing ? { ok: false, error: failure } : { ok: true, value }
      ) as Outcome<never>;
    },
    on: () => () => undefined,
    importDropped: async () => ({ ok: true, value: null }),
    ready: () => undefined,
  };

  readonly navigation: Navigation = {
    openArticle: () => undefined,
    openNote: () => undefined,
    readVersion: (_article, version) => this.asked.push(["readVersion", version]),
    stayInVersion: () => undefined,
    compareVersions: () => undefined,
    openTag: (tag) => this.asked.push(["openTag", tag]),
    openTarget: () => undefined,
    quoteToNote: (clip) => this.asked.push(["quoteToNote", clip]),
    back: () => undefined,
    forward: () => undefined,
    announce: (message, undo) => this.announced.push([message, undo]),
  };

  private answer(name: CallName): unknown {
    switch (name) {
      case "articles.get":
        return this.article;
      case "clips.ofArticle":
        return this.clips;
      case "versions.list":
        return [];
      case "clips.create":
        return clipOf(text, "The longest gap is eleven days.", { id: "made" });
      case "clips.delete":
        return { group: "group", label: "delete 1 clip", quotedIn: [], quotedInTotal: 0 };
      default:
        return null;
    }
  }
}

let notebook: FakeNotebook;
beforeEach(() => {
  queries.clear();
  notebook = new FakeNotebook();
  Object.defineProperty(window, "commonplace", { value: notebook.bridge, configurable: true });
});

async function open() {
  return await render(
    <QueryClientProvider client={queries}>
      <NavigationContext value={notebook.navigation}>
        <div style={{ height: 600 }}>
          <Reader
            article="article"
            place={null}
            placeKey={0}
            settings={defaultSettings}
            footer={null}
          />
        </div>
      </NavigationContext>
    </QueryClientProvider>,
  );
}
const textbox = page.getByRole("document", { name: "Text of The gauge at Newlyn" });

async function focusText() {
  await expect.element(textbox).toBeVisible();
  const element = textbox.element();
  if (element instanceof HTMLElement) element.focus();
}

it("clips on the version that shows, and quotes the clip that the notebook made", async () => {
  await open();
  await focusText();
  await userEvent.keyboard(".{Enter}");
  await eventually(() =>
    expect(notebook.asked).toEqual([
      ["clips.create", { version: "version", start: 0, end: 31, color: "plain", comment: "" }],
      ["quoteToNote", "made"],
    ]),
  );
});

it("deletes a clip with a way back", async () => {
  notebook.clips = [clipOf(text, "longest gap", { id: "one" })];
  await open();
  await page.getByRole("button", { name: "List of 1 clip in this article" }).click();
  await userEvent.keyboard("{Delete}");
  await eventually(() =>
    expect(notebook.announced).toEqual([
      ["Clip deleted", { group: "group", label: "delete 1 clip", quotedIn: [], quotedInTotal: 0 }],
    ]),
  );
});

it("says why a clip could not be made, and quotes nothing", async () => {
  notebook.failing = "clips.create";
  await open();
  await focusText();
  await userEvent.keyboard(".{Enter}");
  await eventually(() =>
    expect(notebook.announced).toEqual([
      ["The notebook is open read-only. Open it again to write.", undefined],
    ]),
  );
  expect(notebook.asked.map(([name]) => name)).toEqual(["clips.create"]);
});

it("says when an article is gone", async () => {
  notebook.article = null;
  await open();
  await expect.element(page.getByText("This article is no longer in the notebook.")).toBeVisible();
});

it("says when an article cannot be read, and can try again", async () => {
  notebook.failing = "articles.get";
  await open();
  await expect.element(page.getByText(/^This article could not be opened\./)).toBeVisible();
  notebook.failing = null;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.element(textbox).toBeVisible();
});

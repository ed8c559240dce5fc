import { expect, it } from "vitest";
import { withStylesAside } from "./paste-looks.ts";

it("puts the styles of elements aside, and nothing else", () => {
  expect(withStylesAside(`<p style="color:red">in style=x <B CLASS=a\nSTYLE='b'>b</B>`)).toBe(
    `<p data-style="color:red">in style=x <B CLASS=a\ndata-style='b'>b</B>`,
  );
  expect(withStylesAside("<style>p { color: red }</style><p data-style=a lifestyle=b>")).toBe(
    "<style>p { color: red }</style><p data-style=a lifestyle=b>",
  );
});

it("ends soon with tags that never do", () => {
  const text = "<a ".repeat(100_000);
  expect(withStylesAside(text)).toBe(text);
});

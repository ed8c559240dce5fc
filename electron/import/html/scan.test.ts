import { expect, test } from "vitest";
import { textOfHtml } from "./scan.ts";

test("the cells of a row are on one line of the bare text", () => {
  const html =
    "<p>Depths</p><table><tr><th>Buoy</th><th>Depth</th></tr>\n<tr><td>One</td>\n<td>3 m</td></tr></table>";
  expect(textOfHtml(html).split("\n")).toEqual(["Depths", "Buoy\tDepth", "One \t3 m"]);
});

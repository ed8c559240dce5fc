import path from "node:path";
import { expect, test } from "../fixture.ts";

test.use({ appPath: path.resolve(import.meta.dirname, "probe") });
test("starts", async ({ page }) => {
  await expect(page.locator("html")).toHaveAttribute("data-ready", "yes");
});

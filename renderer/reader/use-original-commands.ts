/** The commands for the file that an article was imported from. */
import { call } from "../api.ts";
import { useCommand } from "../commands.ts";
import { showFailure } from "../failure.ts";
import { useNavigation } from "../navigation.ts";

/** Registers them for the article of this id. */
export function useOriginalCommands(article: string): void {
  const { announce } = useNavigation();
  useCommand("article.showOriginal", () => {
    call("original.show", { article })
      .then((how) => {
        if (how === "folder")
          announce("Files of this kind are not opened from here. Its folder is shown instead.");
      })
      .catch(showFailure);
  });
  useCommand("article.exportOriginal", () => {
    call("original.export", { article })
      .then((name) => {
        if (name !== null) announce(`Exported “${name}”, byte for byte as it was imported`);
      })
      .catch(showFailure);
  });
}

/** Where the page starts. */
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "@fontsource-variable/source-serif-4/opsz.css";
import "@fontsource-variable/source-serif-4/opsz-italic.css";
import "./theme.css";
import "./shell.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { followChanges, queries } from "./api.ts";
import { App } from "./app.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { showTheme } from "./settings/theme.ts";

// Main lets the system's theme be the chosen one, so this is right before the settings are known.
showTheme("system")();
followChanges();

const root = document.getElementById("root");
if (!root) throw new Error("Expected the page to have a root element");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ErrorBoundary
        name="The window"
        remedy={{ label: "Reload", run: () => window.location.reload() }}
      >
        <App />
      </ErrorBoundary>
    </QueryClientProvider>
  </StrictMode>,
);

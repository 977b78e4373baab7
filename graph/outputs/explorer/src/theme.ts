/** Light and dark: by the system, until the reader chooses. */

import type { Page } from "./data";

export type Scheme = "light" | "dark";

const system = window.matchMedia("(prefers-color-scheme: dark)");

/** Which scheme the page is shown in now. */
export function scheme(): Scheme {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return system.matches ? "dark" : "light";
}

/** Gives the style sheet the colours of classes and tones, and keeps them right. */
export function applyTheme(page: Page, changed: () => void): void {
  const paint = (): void => {
    const now = scheme();
    const style = document.documentElement.style;
    for (const [name, look] of Object.entries(page.classes)) style.setProperty(`--class-${name}`, look[now]);
    for (const [name, tone] of Object.entries(page.tones)) style.setProperty(`--tone-${name}`, tone[now]);
  };
  const repaint = (): void => {
    paint();
    changed();
  };
  system.addEventListener("change", repaint);
  document.getElementById("theme")?.addEventListener("click", () => {
    document.documentElement.dataset["theme"] = scheme() === "dark" ? "light" : "dark";
    repaint();
  });
  paint();
}

/** Whether things may move to where they belong, or must be there at once. */
export function motion(): boolean {
  return !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

import { useState } from "preact/hooks";
import { GearIcon } from "#client/framework/icons.tsx";
import { SettingsSheet } from "#client/framework/settings-sheet.tsx";
import { common as english } from "#client/languages/en/common.ts";
import { common as spanish } from "#client/languages/es/common.ts";
import type { Address } from "./address.ts";
import { texts } from "./texts.ts";

const languageNames = { en: english.languageName, es: spanish.languageName };
const links: readonly { name: "runners" | "races" | "players" | "me"; href: string }[] = [
  { name: "runners", href: "/stats" },
  { name: "races", href: "/stats/races" },
  { name: "players", href: "/leaderboards/players" },
  { name: "me", href: "/stats/me" },
];

/** Brand, the pages and the settings. */
export function StatsHeader({ page }: { page: Address["page"] }) {
  const [isOpen, setOpen] = useState(false);
  const { common, stats } = texts.value;
  const { language, theme, themes, close } = common;
  const current = page === "runner" ? "runners" : page === "race" ? "races" : page;
  return (
    <header class="page-header">
      <a class="brand" href="/">
        <span>{common.brand}</span>
      </a>
      <nav aria-label={stats.nav.label}>
        {links.map(({ name, href }) => (
          <a
            key={name}
            class="label"
            href={href}
            {...(name === current && { "aria-current": "page" as const })}
          >
            {stats.nav[name]}
          </a>
        ))}
      </nav>
      <button
        type="button"
        class="icon-button"
        aria-label={stats.settings}
        onClick={() => setOpen(true)}
      >
        <GearIcon />
      </button>
      {isOpen && (
        <SettingsSheet
          texts={{ heading: stats.settings, close, language, theme, themes, languageNames }}
          onClose={() => setOpen(false)}
        />
      )}
    </header>
  );
}

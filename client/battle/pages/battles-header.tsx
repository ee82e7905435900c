import { useState } from "preact/hooks";
import { GearIcon } from "#client/framework/icons.tsx";
import { SettingsSheet } from "#client/framework/settings-sheet.tsx";
import { common as english } from "#client/languages/en/common.ts";
import { common as spanish } from "#client/languages/es/common.ts";
import type { Address } from "./address.ts";
import { texts } from "./texts.ts";

const languageNames = { en: english.languageName, es: spanish.languageName };
const links = [
  { page: "history", href: "/battles" },
  { page: "leaderboard", href: "/battles/leaderboard" },
] as const;

/** Brand, the pages and the settings. */
export function BattlesHeader({ page }: { page: Address["page"] }) {
  const [isOpen, setOpen] = useState(false);
  const { common, battles } = texts.value;
  const { language, theme, themes, close } = common;
  return (
    <header class="page-header">
      <a class="brand" href="/">
        <span>{common.brand}</span>
      </a>
      <nav aria-label={battles.nav.label}>
        {links.map((link) => (
          <a
            key={link.page}
            class="label"
            href={link.href}
            {...(link.page === page && { "aria-current": "page" as const })}
          >
            {battles.nav[link.page]}
          </a>
        ))}
      </nav>
      <button
        type="button"
        class="icon-button"
        aria-label={battles.settings}
        onClick={() => setOpen(true)}
      >
        <GearIcon />
      </button>
      {isOpen && (
        <SettingsSheet
          texts={{ heading: battles.settings, close, language, theme, themes, languageNames }}
          onClose={() => setOpen(false)}
        />
      )}
    </header>
  );
}

import { useState } from "preact/hooks";
import { GearIcon } from "#client/framework/icons.tsx";
import { SettingsSheet } from "#client/framework/settings-sheet.tsx";
import { common as english } from "#client/languages/en/common.ts";
import { common as spanish } from "#client/languages/es/common.ts";
import { texts } from "./texts.ts";

const languageNames = { en: english.languageName, es: spanish.languageName };

/** Brand, the race's other pages and the settings. */
export function VerifyHeader({ raceId }: { raceId: number | undefined }) {
  const [isOpen, setOpen] = useState(false);
  const { common, verify } = texts.value;
  const { language, theme, themes, close } = common;
  return (
    <header class="page-header">
      <a class="brand" href="/">
        <span>{common.brand}</span>
      </a>
      <nav aria-label={verify.nav.label}>
        {raceId !== undefined && (
          <>
            <a class="label" href={`/replay/${raceId}`}>
              {verify.nav.replay}
            </a>
            <a class="label" href={`/stats/races/${raceId}`}>
              {verify.nav.figures}
            </a>
          </>
        )}
        <a class="label" href="/stats/races">
          {verify.nav.races}
        </a>
      </nav>
      <button
        type="button"
        class="icon-button"
        aria-label={verify.settings}
        onClick={() => setOpen(true)}
      >
        <GearIcon />
      </button>
      {isOpen && (
        <SettingsSheet
          texts={{ heading: verify.settings, close, language, theme, themes, languageNames }}
          onClose={() => setOpen(false)}
        />
      )}
    </header>
  );
}

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { hostToken, signOut } from "#client/framework/host-session.ts";
import { GearIcon } from "#client/framework/icons.tsx";
import { SettingsSheet } from "#client/framework/settings-sheet.tsx";
import { common as english } from "#client/languages/en/common.ts";
import { common as spanish } from "#client/languages/es/common.ts";
import { texts } from "./texts.ts";

const languageNames = { en: english.languageName, es: spanish.languageName };

/** Brand, the tools of the page and settings: the top of the console. */
export function HostHeader({ tools }: { tools: ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  const { common, host } = texts.value;
  const { language, theme, themes, close } = common;
  return (
    <header class="host-header">
      <span class="brand">
        <span>{common.brand}</span>
      </span>
      {tools}
      <button
        type="button"
        class="icon-button"
        aria-label={host.settings}
        onClick={() => setOpen(true)}
      >
        <GearIcon />
      </button>
      {isOpen && (
        <SettingsSheet
          texts={{ heading: host.settings, close, language, theme, themes, languageNames }}
          onClose={() => setOpen(false)}
        >
          {hostToken.value !== undefined && (
            <div class="sheet-foot">
              <button type="button" class="button is-quiet" onClick={signOut}>
                {host.signOut}
              </button>
            </div>
          )}
        </SettingsSheet>
      )}
    </header>
  );
}

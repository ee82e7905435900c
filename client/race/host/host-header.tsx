import type { ComponentChildren } from "preact";
import { hostToken, signOut } from "#client/framework/host-session.ts";
import { SettingsButton } from "#client/framework/settings-button.tsx";
import { texts } from "./texts.ts";

/** Brand, the tools of the page and settings: the top of the console. */
export function HostHeader({ tools }: { tools: ComponentChildren }) {
  const { common, host } = texts.value;
  return (
    <header class="top-bar host-header">
      <span class="brand">
        <span>{common.brand}</span>
      </span>
      {tools}
      <SettingsButton label={host.settings}>
        {hostToken.value !== undefined && (
          <div class="sheet-foot">
            <button type="button" class="button is-quiet" onClick={signOut}>
              {host.signOut}
            </button>
          </div>
        )}
      </SettingsButton>
    </header>
  );
}

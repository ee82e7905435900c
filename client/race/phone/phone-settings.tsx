import { SettingsSheet } from "#client/framework/settings-sheet.tsx";
import { common as english } from "#client/languages/en/common.ts";
import { common as spanish } from "#client/languages/es/common.ts";
import { joinTexts } from "./join-texts.ts";
import { leaveRoom, seat } from "./seat.ts";

const languageNames = { en: english.languageName, es: spanish.languageName };

/** Language, colours, and the way out of the room. */
export function PhoneSettings({ onClose }: { onClose: () => void }) {
  const { common, join } = joinTexts.value;
  const held = seat.value;
  const { language, theme, themes, close } = common;
  const { heading } = join.settings;
  return (
    <SettingsSheet
      texts={{ heading, close, language, theme, themes, languageNames }}
      onClose={onClose}
    >
      {held?.token !== undefined && (
        <div class="sheet-foot">
          <p class="dim">{join.settings.playingAs(held.player.name, held.lobbyCode)}</p>
          <button type="button" class="button is-quiet" onClick={leaveRoom}>
            {join.settings.leave}
          </button>
        </div>
      )}
    </SettingsSheet>
  );
}

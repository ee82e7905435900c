import { useEffect, useState } from "preact/hooks";
import { say } from "#client/framework/alert-line.ts";
import { SIDES_MIN } from "#common/battle/battle-limits.ts";
import type { BattleSettings } from "#common/battle/battle-settings.ts";
import { beginEdit, followSaved } from "./edit-settings.ts";
import { GiftCountries } from "./gift-countries.tsx";
import { MultiplierRules } from "./multiplier-rules.tsx";
import { RANGES } from "./settings-draft.ts";
import { SidesPicker } from "./sides-picker.tsx";
import type { StageDesk } from "./stage-desk.ts";
import { texts } from "./texts.ts";
import { useGifts } from "./use-gifts.ts";

const timed = ["durationMs", "suddenDeathMs", "cooldownMs"] as const;
const timedWords = {
  durationMs: "duration",
  suddenDeathMs: "suddenDeath",
  cooldownMs: "cooldown",
} as const;

/** How the next battles are fought; folded away until somebody wants to change it. */
export function SettingsPanel({ desk }: { desk: StageDesk }) {
  const { settings: words } = texts.value.stage;
  const [isOpen, setOpen] = useState(false);
  const settings = desk.settings.value;
  return (
    <details
      class="panel settings-panel"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary class="section-label">{words.heading}</summary>
      {isOpen && settings !== undefined && <SettingsForm desk={desk} settings={settings} />}
    </details>
  );
}

function SettingsForm({ desk, settings }: { desk: StageDesk; settings: BattleSettings }) {
  const { settings: words } = texts.value.stage;
  const [{ draft, isOvertaken }, setEdit] = useState(() => beginEdit(settings));
  const [isBusy, setBusy] = useState(false);
  const gifts = useGifts();
  useEffect(() => setEdit((edit) => followSaved(edit, settings)), [settings]);
  const setDraft = (changed: BattleSettings) => setEdit((edit) => ({ ...edit, draft: changed }));
  const isChanged = JSON.stringify(draft) !== JSON.stringify(settings);

  async function save() {
    setBusy(true);
    if (await desk.saveSettings(draft)) say(words.saved);
    setBusy(false);
  }

  return (
    <form
      class="stack settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p class="hint">{words.hint}</p>
      <SidesPicker sides={draft.sides} onChange={(sides) => setDraft({ ...draft, sides })} />
      <div class="setting-times">
        {timed.map((field) => (
          <label key={field} class="stack">
            <span class="label">{words[timedWords[field]]}</span>
            <input
              class="input numeral"
              type="number"
              required
              step={1}
              {...RANGES[field]}
              value={draft[field] / 1_000}
              onInput={(event) =>
                setDraft({ ...draft, [field]: Number(event.currentTarget.value) * 1_000 })
              }
            />
            {field === "suddenDeathMs" && <span class="hint">{words.suddenDeathHint}</span>}
          </label>
        ))}
      </div>
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked={draft.isAutopilot}
          onChange={(event) => setDraft({ ...draft, isAutopilot: event.currentTarget.checked })}
        />
        <span class="label">{words.autopilot}</span>
      </label>
      <GiftCountries draft={draft} gifts={gifts} onChange={setDraft} />
      <MultiplierRules draft={draft} gifts={gifts} onChange={setDraft} />
      {isOvertaken && (
        <div class="stack" role="status">
          <p class="refusal">{words.overtaken}</p>
          <button
            type="button"
            class="button is-small"
            onClick={() => setEdit(beginEdit(settings))}
          >
            {words.takeTheirs}
          </button>
        </div>
      )}
      <button
        type="submit"
        class="button is-primary"
        disabled={!isChanged || isBusy || draft.sides.length < SIDES_MIN}
      >
        {words.save}
      </button>
    </form>
  );
}

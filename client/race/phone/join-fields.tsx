import { joinTexts } from "./join-texts.ts";
import { CODE_LENGTH } from "./use-lobby.ts";

/** The server counts 2 to 20 visible characters; an input counts bytes of emoji. */
const NAME_LENGTH_MAX = 40;

export function NameField({ name, onName }: { name: string; onName: (name: string) => void }) {
  const { join } = joinTexts.value;
  return (
    <label class="stack">
      <span class="label">{join.name}</span>
      <input
        class="input"
        name="name"
        autocomplete="nickname"
        enterkeyhint="go"
        required
        minLength={2}
        maxLength={NAME_LENGTH_MAX}
        value={name}
        aria-describedby="name-hint"
        onInput={(event) => onName(event.currentTarget.value)}
      />
      <span id="name-hint" class="hint">
        {join.nameHint}
      </span>
    </label>
  );
}

export function CodeField({ code, onCode }: { code: string; onCode: (code: string) => void }) {
  const { join } = joinTexts.value;
  return (
    <label class="stack">
      <span class="label">{join.code}</span>
      <input
        class="input is-code numeral"
        name="room"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        required
        minLength={CODE_LENGTH}
        maxLength={CODE_LENGTH}
        value={code}
        aria-describedby="code-hint"
        onInput={(event) => onCode(event.currentTarget.value.toUpperCase())}
      />
      <span id="code-hint" class="hint">
        {join.codeHint}
      </span>
    </label>
  );
}

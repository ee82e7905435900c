import { useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { texts } from "../texts.ts";

const CHIPS = [10n, 50n, 100n, 250n] as const;
/** More digits than any balance has. */
const DIGITS_MAX = 9;

/** Stakes for a thumb: four chips, everything, or a figure of one's own. */
export function StakeChips(props: {
  available: bigint;
  stake: bigint;
  onStake: (stake: bigint) => void;
}) {
  const { available, stake, onStake } = props;
  const { slip } = texts.value.phone;
  const [typed, setTyped] = useState("");
  const choose = (chosen: bigint) => {
    setTyped("");
    onStake(chosen);
  };
  const isAll = stake > 0n && stake === available && !CHIPS.some((chip) => chip === stake);
  return (
    <fieldset class="stakes">
      <legend class="visually-hidden">{slip.stake}</legend>
      {CHIPS.map((chip) => (
        <Chip
          key={String(chip)}
          label={formatAmount(chip, language.value)}
          isChosen={typed === "" && stake === chip}
          isDisabled={chip > available}
          onChoose={() => choose(chip)}
        />
      ))}
      <Chip
        label={slip.max}
        isChosen={typed === "" && isAll}
        isDisabled={available === 0n}
        onChoose={() => choose(available)}
      />
      <label class="stake is-other">
        <span class="visually-hidden">{slip.other}</span>
        <input
          class="numeral"
          inputMode="numeric"
          autocomplete="off"
          maxLength={DIGITS_MAX}
          placeholder={slip.otherShort}
          value={typed}
          onInput={(event) => {
            const digits = event.currentTarget.value.replace(/\D/g, "");
            event.currentTarget.value = digits;
            setTyped(digits);
            onStake(BigInt(digits));
          }}
        />
      </label>
    </fieldset>
  );
}

function Chip(props: {
  label: string;
  isChosen: boolean;
  isDisabled: boolean;
  onChoose: () => void;
}) {
  return (
    <label class="stake">
      <input
        type="radio"
        class="visually-hidden"
        name="stake"
        checked={props.isChosen}
        disabled={props.isDisabled}
        onChange={props.onChoose}
      />
      <span class="numeral">{props.label}</span>
    </label>
  );
}

import { useId, useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { texts } from "./texts.ts";

const CHIPS = [50n, 100n, 250n, 500n] as const;
/** More digits than any favor has. */
const DIGITS_MAX = 9;

/** An amount for a thumb: four figures, all of it, or one of one's own; 0 = none chosen yet. */
export function AmountChoice(props: {
  legend: string;
  most: bigint;
  amount: bigint;
  onAmount(amount: bigint): void;
}) {
  const { legend, most, amount, onAmount } = props;
  const { favors } = texts.value;
  const group = useId();
  const [typed, setTyped] = useState("");
  const choose = (chosen: bigint) => {
    setTyped("");
    onAmount(chosen);
  };
  return (
    <>
      <fieldset>
        <legend class="label">{legend}</legend>
        <div class="stakes">
          {[...CHIPS.filter((chip) => chip < most), most].map((chip) => (
            <label key={String(chip)} class="stake">
              <input
                type="radio"
                class="visually-hidden"
                name={group}
                checked={typed === "" && amount === chip}
                onChange={() => choose(chip)}
              />
              <span class="numeral">
                {chip === most ? favors.all : formatAmount(chip, language.value)}
              </span>
            </label>
          ))}
          <label class="stake is-other">
            <span class="visually-hidden">{favors.other}</span>
            <input
              class="numeral"
              inputMode="numeric"
              autocomplete="off"
              maxLength={DIGITS_MAX}
              placeholder={favors.otherShort}
              value={typed}
              onInput={(event) => {
                const digits = event.currentTarget.value.replace(/\D/g, "");
                event.currentTarget.value = digits;
                setTyped(digits);
                onAmount(BigInt(digits));
              }}
            />
          </label>
        </div>
      </fieldset>
      <p role="status" class="refusal">
        {amount > most && favors.tooMuch(formatAmount(most, language.value))}
      </p>
    </>
  );
}

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { languages } from "./choose-language.ts";
import { language } from "./language.ts";
import { setLanguage } from "./set-language.ts";
import { setTheme, theme, themes } from "./theme.ts";

export interface SettingsTexts {
  heading: string;
  close: string;
  language: string;
  theme: string;
  themes: Readonly<Record<(typeof themes)[number], string>>;
  /** Each language's name in itself. */
  languageNames: Readonly<Record<(typeof languages)[number], string>>;
}

/** A dialog for language and colours, with the page's own choices below. Escape and the button close it. */
export function SettingsSheet(props: {
  texts: SettingsTexts;
  onClose: () => void;
  children?: ComponentChildren;
}) {
  const { texts, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="settings-heading" onClose={onClose}>
      <div class="sheet-head">
        <h2 id="settings-heading" class="headline">
          {texts.heading}
        </h2>
        <button type="button" class="button is-quiet" onClick={onClose}>
          {texts.close}
        </button>
      </div>
      <Choice
        legend={texts.language}
        name="language"
        options={languages.map((value) => ({ value, label: texts.languageNames[value] }))}
        chosen={language.value}
        onChoose={setLanguage}
      />
      <Choice
        legend={texts.theme}
        name="theme"
        options={themes.map((value) => ({ value, label: texts.themes[value] }))}
        chosen={theme.value}
        onChoose={setTheme}
      />
      {props.children}
    </dialog>
  );
}

function Choice<Value extends string>(props: {
  legend: string;
  name: string;
  options: { value: Value; label: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
}) {
  return (
    <fieldset class="choice">
      <legend>{props.legend}</legend>
      <div class="segments">
        {props.options.map(({ value, label }) => (
          <label key={value} class="segment">
            <input
              type="radio"
              class="visually-hidden"
              name={props.name}
              checked={value === props.chosen}
              onChange={() => props.onChoose(value)}
            />
            <span class="label">{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

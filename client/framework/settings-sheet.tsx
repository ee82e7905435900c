import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { common as english } from "#client/languages/en/common.ts";
import { common as spanish } from "#client/languages/es/common.ts";
import { languages } from "./choose-language.ts";
import { language, pageTexts } from "./language.ts";
import { Segments } from "./segments.tsx";
import { setLanguage } from "./set-language.ts";
import { setTheme, theme, themes } from "./theme.ts";

const dictionaries = { en: english, es: spanish };
const texts = pageTexts(dictionaries);

/** A dialog for language and colours, with the page's own choices below. Escape and the button close it. */
export function SettingsSheet(props: {
  heading: string;
  onClose: () => void;
  children?: ComponentChildren;
}) {
  const { heading, onClose, children } = props;
  const words = texts.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="settings-heading" onClose={onClose}>
      <div class="sheet-head">
        <h2 id="settings-heading" class="headline">
          {heading}
        </h2>
        <button type="button" class="button is-quiet" onClick={onClose}>
          {words.close}
        </button>
      </div>
      <Segments
        class="choice"
        legend={words.language}
        legendClass=""
        values={languages}
        chosen={language.value}
        words={(value) => dictionaries[value].languageName}
        onChoose={setLanguage}
      />
      <Segments
        class="choice"
        legend={words.theme}
        legendClass=""
        values={themes}
        chosen={theme.value}
        words={(value) => words.themes[value]}
        onChoose={setTheme}
      />
      {children}
    </dialog>
  );
}

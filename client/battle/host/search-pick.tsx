import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { findPickables, type Pickable } from "./find-pickables.ts";
import { texts } from "./texts.ts";

const SHOWN_MAX = 8;

/** A search with buttons for what it finds; Enter takes the first. */
export function SearchPick<Item extends Pickable>(props: {
  label: string;
  hint: string;
  items: readonly Item[];
  onPick: (item: Item) => void;
  draw: (item: Item) => ComponentChildren;
}) {
  const { label, hint, items, onPick, draw } = props;
  const { pick } = texts.value.stage;
  const [typed, setTyped] = useState("");
  const found = findPickables(items, typed);

  function take(item: Item | undefined) {
    if (item === undefined) return;
    setTyped("");
    onPick(item);
  }

  return (
    <div class="search-pick stack">
      <label class="stack">
        <span class="label">{label}</span>
        <input
          class="input"
          type="search"
          autocomplete="off"
          placeholder={hint}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            // Enter in a form would send it.
            event.preventDefault();
            take(found[0]);
          }}
        />
      </label>
      <p class="hint" role="status">
        {typed.trim() !== "" && (found.length === 0 ? pick.none : pick.found(found.length))}
      </p>
      {found.length > 0 && (
        <ul class="search-found">
          {found.slice(0, SHOWN_MAX).map((item) => (
            <li key={item.id}>
              <button type="button" class="button is-small" onClick={() => take(item)}>
                {draw(item)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import { useId } from "preact/hooks";
import type { FavorPartyWire } from "#common/favors/favor-schemas.ts";
import { texts } from "./texts.ts";

/** Who could borrow here, with their loyalty. */
export function BorrowerChoice(props: {
  players: readonly FavorPartyWire[];
  chosen: FavorPartyWire | undefined;
  onChoose(player: FavorPartyWire): void;
}) {
  const { players, chosen, onChoose } = props;
  const { favors } = texts.value;
  const group = useId();
  if (players.length === 0) return <p class="dim">{favors.nobody}</p>;
  return (
    <fieldset>
      <legend class="label">{favors.to}</legend>
      <div class="borrowers">
        {players.map((player) => (
          <label key={player.id} class="borrower">
            <input
              type="radio"
              class="visually-hidden"
              name={group}
              checked={chosen?.id === player.id}
              onChange={() => onChoose(player)}
            />
            <bdi class="label">{player.name}</bdi>
            <small>{favors.loyaltyOf(player.loyalty)}</small>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

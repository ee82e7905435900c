import { useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { RaceView } from "#client/race/race-view.ts";
import type { BetWire } from "#common/race/bet-schemas.ts";
import { cancelFee } from "#common/tote/cancel-fee.ts";
import type { Play } from "../play.ts";
import { texts } from "../texts.ts";

/** Says what taking a bet back costs before it does; after a scratch nothing (TOTE-10). */
export function CancelQuestion(props: {
  bet: BetWire;
  play: Play;
  view: RaceView;
  onDone: () => void;
}) {
  const { bet, play, view, onDone } = props;
  const [isBusy, setBusy] = useState(false);
  const { bets } = texts.value.phone;
  const isFree = view.runners.some(({ isScratched }) => isScratched);
  const fee = isFree ? 0n : cancelFee(BigInt(bet.stake), view.marketRules.cancelFeeBps);
  return (
    <div class="bet-question">
      <span>{isFree ? bets.cancelFree : bets.cancelFee(formatAmount(fee, language.value))}</span>
      <div class="bet-answers">
        <button type="button" class="button is-small" onClick={onDone}>
          {bets.cancelNo}
        </button>
        <button
          type="button"
          class="button is-small is-danger"
          disabled={isBusy}
          onClick={() => {
            setBusy(true);
            void play.betting.cancel(bet).finally(onDone);
          }}
        >
          {bets.cancelYes}
        </button>
      </div>
    </div>
  );
}

import type { Refusal, RefusalCode } from "#common/framework/refusals.ts";

type Detail = Refusal["detail"];

/** One text for every "no" of the server; `detail` holds its figures. */
export const refusals: Readonly<Record<RefusalCode, (detail: Detail) => string>> = {
  invalid_input: () => "The server could not read that. Reload the page and try again.",
  idempotency_key_required: () => "The request had no key. Reload the page and try again.",
  idempotency_key_invalid: () => "The request had a bad key. Reload the page and try again.",
  unauthorized: () => "This phone is not signed in any more. Join again.",
  token_expired: () => "Your seat has expired. Join again.",
  wrong_pin: () => "That PIN is not right.",
  insufficient_funds: () => "You don't have that many chips to spare.",
  forbidden: () => "You may not do that here.",
  wrong_lobby: () => "Your seat is in another room.",
  not_found: () => "There is nothing at that address.",
  lobby_unknown: () => "No room has that code. Look at the big screen again.",
  race_unknown: () => "That race is not in this room.",
  bet_unknown: () => "That bet is not one of yours.",
  stage_unknown: () => "No show has that code.",
  battle_unknown: () => "That battle does not exist.",
  session_unknown: () => "That stream session does not exist.",
  recording_unknown: () => "There is no such recording.",
  handle_unknown: () => "That handle is not known here yet.",
  betting_closed: () => "Betting on that race is closed.",
  cancel_closed: () => "Too late to cancel: the last seconds are final.",
  bet_not_open: () => "That bet is already settled or cancelled.",
  phase_changed: () => "Somebody was faster: the race has already moved on.",
  lobby_busy: () => "A race is on in that room. Wait for its result.",
  battle_running: () => "A battle is already on.",
  battle_not_running: () => "That battle is over.",
  source_connected: () => "A source is already connected. Disconnect it first.",
  handle_linked: () => "That handle belongs to another player.",
  idempotency_in_progress: () => "Still working on it…",
  idempotency_key_expired: () => "That request is too old to repeat.",
  payload_too_large: () => "That was too much to send.",
  idempotency_key_reused: () => "That key was used for something else. Nothing was done.",
  name_invalid: () => "A name needs 2 to 20 visible characters.",
  market_unknown: () => "That kind of bet is not offered on this race.",
  runner_unknown: () => "That runner is not in this race.",
  stake_below_minimum: (detail) =>
    detail?.minimum === undefined
      ? "That stake is too small."
      : `The smallest stake is ${detail.minimum}.`,
  stake_above_maximum: (detail) =>
    detail?.maximum === undefined
      ? "That stake is too big."
      : `The biggest stake is ${detail.maximum}.`,
  player_unknown: () => "Nobody of that name is here.",
  favor_unknown: () => "That favor is not yours, or it is gone.",
  powers_closed: () => "Powers are closed now.",
  entropy_closed: () => "Too late for this race's draw.",
  favor_not_open: () => "That favor is settled already.",
  liability_limit: () => "The house can't cover that bet. Try a smaller stake.",
  power_unknown: () => "That power is not offered in this race.",
  entropy_mismatch: () => "That is not what this phone promised.",
  favor_not_allowed: () => "Both of you need three finished races first.",
  power_limit_reached: (detail) =>
    detail?.maximum === undefined
      ? "You have used all the powers you may in this race."
      : `You can spend at most ${detail.maximum} on powers in one race.`,
  favor_limit_reached: (detail) =>
    detail?.maximum === undefined
      ? "That is more than can be lent."
      : `At most ${detail.maximum} can be lent here.`,
  race_limit_reached: (detail) =>
    detail?.maximum === undefined
      ? "You have reached the limit for this race."
      : `You can stake at most ${detail.maximum} on one race.`,
  country_unknown: () => "That is not a country we have a flag for.",
  side_unknown: () => "That country is not in this battle.",
  score_below_zero: () => "A score can't go below 0.",
  channel_invalid: () => "That is not a TikTok name.",
  source_unavailable: () => "The TikTok library is not installed on this server.",
  handle_invalid: () => "That is not a TikTok name.",
  rate_limited: (detail) =>
    detail?.retryAfterSeconds === undefined
      ? "That was too fast. Wait a moment."
      : `That was too fast. Wait ${wait(detail.retryAfterSeconds)}.`,
  pin_locked: (detail) =>
    `Too many wrong PINs. Wait ${detail?.retryAfterSeconds === undefined ? "a minute" : wait(detail.retryAfterSeconds)}.`,
  internal: () => "Something went wrong on the server. Try again.",
  closing: () => "The server is closing down. Try again in a moment.",
  overloaded: () => "The server is very busy. Try again in a moment.",
};

/** Minutes where seconds say nothing any more, rounded up. */
function wait(seconds: string | number): string {
  return Number(seconds) < 120 ? `${seconds} s` : `${Math.ceil(Number(seconds) / 60)} min`;
}

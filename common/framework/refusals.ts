/**
 * Every expected "no" of the whole server, with the HTTP status that carries it.
 * `isRetryable` marks the ones that say nothing about the intent itself: the same request with the
 * same key may succeed a moment later, so they are never stored as its answer.
 */
export const refusals = {
  invalid_input: { status: 400 },
  idempotency_key_required: { status: 400 },
  idempotency_key_invalid: { status: 400 },
  unauthorized: { status: 401 },
  token_expired: { status: 401 },
  wrong_pin: { status: 401 },
  insufficient_funds: { status: 402 },
  forbidden: { status: 403 },
  wrong_lobby: { status: 403 },
  not_found: { status: 404 },
  lobby_unknown: { status: 404 },
  race_unknown: { status: 404 },
  bet_unknown: { status: 404 },
  stage_unknown: { status: 404 },
  battle_unknown: { status: 404 },
  session_unknown: { status: 404 },
  recording_unknown: { status: 404 },
  player_unknown: { status: 404 },
  favor_unknown: { status: 404 },
  handle_unknown: { status: 404 },
  betting_closed: { status: 409 },
  cancel_closed: { status: 409 },
  bet_not_open: { status: 409 },
  phase_changed: { status: 409 },
  powers_closed: { status: 409 },
  entropy_closed: { status: 409 },
  favor_not_open: { status: 409 },
  lobby_busy: { status: 409 },
  battle_running: { status: 409 },
  battle_not_running: { status: 409 },
  source_connected: { status: 409 },
  handle_linked: { status: 409 },
  idempotency_in_progress: { status: 409, isRetryable: true },
  idempotency_key_expired: { status: 409 },
  payload_too_large: { status: 413 },
  idempotency_key_reused: { status: 422 },
  name_invalid: { status: 422 },
  market_unknown: { status: 422 },
  runner_unknown: { status: 422 },
  stake_below_minimum: { status: 422 },
  stake_above_maximum: { status: 422 },
  race_limit_reached: { status: 422 },
  liability_limit: { status: 422 },
  power_unknown: { status: 422 },
  power_limit_reached: { status: 422 },
  entropy_mismatch: { status: 422 },
  favor_limit_reached: { status: 422 },
  favor_not_allowed: { status: 422 },
  country_unknown: { status: 422 },
  side_unknown: { status: 422 },
  score_below_zero: { status: 422 },
  channel_invalid: { status: 422 },
  source_unavailable: { status: 422 },
  handle_invalid: { status: 422 },
  rate_limited: { status: 429, isRetryable: true },
  pin_locked: { status: 429, isRetryable: true },
  internal: { status: 500, isRetryable: true },
  closing: { status: 503, isRetryable: true },
  overloaded: { status: 503, isRetryable: true },
} as const satisfies Record<string, { status: number; isRetryable?: true }>;

/** One code from the one union of refusals; texts for people live in the dictionaries of `client/framework`. */
export type RefusalCode = keyof typeof refusals;

/** An expected "no". `detail` holds figures for the text (a limit, seconds to wait), never secrets. */
export interface Refusal<Code extends RefusalCode = RefusalCode> {
  code: Code;
  detail?: Readonly<Record<string, string | number>>;
}

/** What every operation answers: a value, or an expected "no". Bugs are exceptions, never this. */
export type Outcome<Value, Code extends RefusalCode = RefusalCode> =
  | { ok: true; value: Value }
  | { ok: false; refusal: Refusal<Code> };

export function accept<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function refuse<Code extends RefusalCode>(
  code: Code,
  detail?: Refusal["detail"],
): { ok: false; refusal: Refusal<Code> } {
  return { ok: false, refusal: detail === undefined ? { code } : { code, detail } };
}

/** Whether the same request may be sent again unchanged with a chance of another answer. */
export function isRetryable(code: RefusalCode): boolean {
  return "isRetryable" in refusals[code];
}

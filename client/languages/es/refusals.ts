import type { refusals as english } from "#client/languages/en/refusals.ts";

export const refusals: typeof english = {
  invalid_input: () => "El servidor no lo entendió. Recarga la página e inténtalo de nuevo.",
  idempotency_key_required: () => "Faltaba la clave. Recarga la página e inténtalo de nuevo.",
  idempotency_key_invalid: () => "La clave no vale. Recarga la página e inténtalo de nuevo.",
  unauthorized: () => "Este teléfono ya no está dentro. Entra otra vez.",
  token_expired: () => "Tu plaza ha caducado. Entra otra vez.",
  wrong_pin: () => "Ese PIN no es correcto.",
  insufficient_funds: () => "No tienes tantas fichas libres.",
  forbidden: () => "Aquí no puedes hacer eso.",
  wrong_lobby: () => "Tu plaza está en otra sala.",
  not_found: () => "En esa dirección no hay nada.",
  lobby_unknown: () => "Ninguna sala tiene ese código. Mira otra vez la pantalla grande.",
  race_unknown: () => "Esa carrera no es de esta sala.",
  bet_unknown: () => "Esa apuesta no es tuya.",
  stage_unknown: () => "Ningún espectáculo tiene ese código.",
  battle_unknown: () => "Esa batalla no existe.",
  session_unknown: () => "Esa emisión no existe.",
  recording_unknown: () => "No hay ninguna grabación así.",
  handle_unknown: () => "Ese usuario todavía no es conocido aquí.",
  betting_closed: () => "Las apuestas de esa carrera están cerradas.",
  cancel_closed: () => "Demasiado tarde para cancelar: los últimos segundos son definitivos.",
  bet_not_open: () => "Esa apuesta ya está pagada o cancelada.",
  phase_changed: () => "Alguien fue más rápido: la carrera ya ha avanzado.",
  lobby_busy: () => "En esa sala hay una carrera en marcha. Espera al resultado.",
  battle_running: () => "Ya hay una batalla en marcha.",
  battle_not_running: () => "Esa batalla ha terminado.",
  source_connected: () => "Ya hay una fuente conectada. Desconéctala primero.",
  handle_linked: () => "Ese usuario es de otro jugador.",
  idempotency_in_progress: () => "Un momento, sigue en marcha…",
  idempotency_key_expired: () => "Esa petición es demasiado antigua para repetirla.",
  payload_too_large: () => "Era demasiado para enviarlo.",
  idempotency_key_reused: () => "Esa clave ya se usó para otra cosa. No se ha hecho nada.",
  name_invalid: () => "Un nombre lleva de 2 a 20 caracteres visibles.",
  market_unknown: () => "En esta carrera no hay esa clase de apuesta.",
  runner_unknown: () => "Ese corredor no está en esta carrera.",
  stake_below_minimum: (detail) =>
    detail?.minimum === undefined
      ? "Esa apuesta es demasiado pequeña."
      : `La apuesta mínima es ${detail.minimum}.`,
  stake_above_maximum: (detail) =>
    detail?.maximum === undefined
      ? "Esa apuesta es demasiado grande."
      : `La apuesta máxima es ${detail.maximum}.`,
  player_unknown: () => "Aquí no hay nadie con ese nombre.",
  favor_unknown: () => "Ese favor no es tuyo o ya no existe.",
  powers_closed: () => "Ahora no se pueden usar poderes.",
  entropy_closed: () => "Demasiado tarde para el sorteo de esta carrera.",
  favor_not_open: () => "Ese favor ya está saldado.",
  liability_limit: () => "La casa no puede cubrir esa apuesta. Prueba con menos.",
  power_unknown: () => "Ese poder no se ofrece en esta carrera.",
  entropy_mismatch: () => "Eso no es lo que este teléfono prometió.",
  favor_not_allowed: () => "Los dos necesitáis antes tres carreras terminadas.",
  power_limit_reached: (detail) =>
    detail?.maximum === undefined
      ? "Ya has usado todos los poderes que puedes en esta carrera."
      : `Puedes gastar como mucho ${detail.maximum} en poderes en una carrera.`,
  favor_limit_reached: (detail) =>
    detail?.maximum === undefined
      ? "Eso es más de lo que se puede prestar."
      : `Aquí se pueden prestar como mucho ${detail.maximum}.`,
  race_limit_reached: (detail) =>
    detail?.maximum === undefined
      ? "Has llegado al límite de esta carrera."
      : `Puedes apostar como mucho ${detail.maximum} en una carrera.`,
  country_unknown: () => "No tenemos bandera para ese país.",
  side_unknown: () => "Ese país no está en esta batalla.",
  score_below_zero: () => "Una puntuación no puede bajar de 0.",
  channel_invalid: () => "Eso no es un nombre de TikTok.",
  source_unavailable: () => "La biblioteca de TikTok no está instalada en este servidor.",
  handle_invalid: () => "Eso no es un nombre de TikTok.",
  rate_limited: (detail) =>
    detail?.retryAfterSeconds === undefined
      ? "Demasiado rápido. Espera un momento."
      : `Demasiado rápido. Espera ${wait(detail.retryAfterSeconds)}.`,
  pin_locked: (detail) =>
    `Demasiados PIN equivocados. Espera ${detail?.retryAfterSeconds === undefined ? "un minuto" : wait(detail.retryAfterSeconds)}.`,
  internal: () => "Algo falló en el servidor. Inténtalo de nuevo.",
  closing: () => "El servidor se está cerrando. Inténtalo en un momento.",
  overloaded: () => "El servidor está muy ocupado. Inténtalo en un momento.",
};

/** Minutes where seconds say nothing any more, rounded up. */
function wait(seconds: string | number): string {
  return Number(seconds) < 120 ? `${seconds} s` : `${Math.ceil(Number(seconds) / 60)} min`;
}

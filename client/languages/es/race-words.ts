import type { raceWords as english } from "#client/languages/en/race-words.ts";

export const raceWords: typeof english = {
  markets: {
    win: "Ganador",
    place: "Colocado",
    show: "Tercero",
    exacta: "Exacta",
    quinella: "Quinela",
    trifecta: "Trifecta",
  },
  powers: {
    boost: "Impulso",
    shield: "Escudo",
    slow: "Freno",
    draft: "Rebufo",
    repair: "Reparar",
  },
  released: {
    target_finished: "ya está en meta",
    target_scratched: "no está en la carrera",
    past_limit: "demasiado tarde en la carrera",
    already_active: "ya está en marcha",
    nothing_to_repair: "nada que reparar",
    capped: "ese corredor ya tuvo bastante",
    target_unknown: "no hay tal corredor",
    no_slipstream: "nadie cerca por delante",
    power_unknown: "no se ofrece aquí",
  },
  releasedPlain: "no pudo actuar",
  ordinals: ["1.º", "2.º", "3.º"],
  scratched: "retirado",
  fixed: (price) => `fija ${price}`,
  pool: (market) => `Fondo ${market.toLowerCase()}`,
  phonesAnswered: (answered, phones) =>
    phones === 1
      ? `${answered} de 1 teléfono respondió`
      : `${answered} de ${phones} teléfonos respondieron`,
  serversWord: "No respondió ningún teléfono: solo la palabra del servidor",
  verify: "Comprobar esta carrera",
  replay: "Verla otra vez",
};

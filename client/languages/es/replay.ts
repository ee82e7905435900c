import type { replay as english } from "#client/languages/en/replay.ts";

/** Lo que dice una repetición. */
export const replay: typeof english = {
  title: (race) => `Grandstand · carrera ${race} otra vez`,
  plainTitle: "Grandstand · una carrera otra vez",
  word: "Repetición",
  controls: "Mandos de la repetición",
  play: "Reproducir",
  pause: "Pausa",
  again: "Reproducir otra vez",
  position: "Por dónde va la repetición",
  atTime: (time, length) => `${time} de ${length}`,
  atGates: "en los cajones",
  speed: "Velocidad",
  times: (speed) => `${speed}×`,
  keys: "Espacio reproduce y pausa; las flechas van un segundo atrás o adelante y cambian la velocidad.",
  check: "Comprobar esta carrera",
  cast: (power, number, name) => `${power} en #${number} ${name}`,
  notCast: (cast, reason) => `${cast}: ${reason}`,
  differs: "El acta cuenta un resultado distinto del de esta carrera",
  loading: "Un momento…",
  faults: {
    no_race: {
      heading: "¿Qué carrera?",
      detail: "Elige una de la lista y sigue «Verla otra vez».",
    },
    unknown: { heading: "Esa carrera no existe", detail: "Elige otra de la lista." },
    pending: {
      heading: "Esta carrera aún no ha acabado",
      detail: "Se puede ver otra vez cuando es oficial o nula.",
    },
    never_run: {
      heading: "Esta carrera no se corrió",
      detail: "Se suspendió antes del cierre de apuestas.",
    },
    engine_unknown: {
      heading: "Esta carrera no se puede repetir",
      detail: "Se corrió con unas reglas que ya no están aquí. Su resultado sigue en el acta.",
    },
    unreadable: { heading: "Esta acta no se puede leer", detail: "La comprobación dice por qué." },
    silent: {
      heading: "El servidor no responde",
      detail: "Mira el Wi-Fi; esta página sigue intentándolo.",
    },
  },
  toRaces: "Las carreras",
};

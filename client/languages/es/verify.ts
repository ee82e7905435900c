import type { verify as english } from "#client/languages/en/verify.ts";

/** Lo que dice la página que comprueba una carrera. */
export const verify: typeof english = {
  title: (race) => `Grandstand · carrera ${race} comprobada`,
  plainTitle: "Grandstand · comprobar una carrera",
  heading: (race, lobby) => `Carrera ${race} · ${lobby}`,
  plainHeading: "Comprobar una carrera",
  nav: { label: "Páginas", replay: "Verla otra vez", figures: "Cifras", races: "Las carreras" },
  settings: "Ajustes",
  loading: "Un momento…",
  which: "¿Qué carrera? Elige una de la lista y sigue «Comprobar esta carrera».",
  missing: "Esa carrera no existe.",
  verdicts: {
    checking: {
      word: "Comprobando",
      sentence: "Tu navegador corre la carrera otra vez, paso a paso.",
    },
    pass: {
      word: "CORRECTA",
      sentence:
        "Corrida otra vez desde su acta, esta carrera acaba tal como se pagó: nada en ella se ha cambiado.",
    },
    fail: {
      word: "FALLA",
      sentence: "El acta no se sostiene. El paso marcado abajo dice dónde.",
    },
    broken: {
      word: "ROTA",
      sentence:
        "La carrera ha acabado y desde hace más de 60 segundos el servidor no ha mostrado la semilla con la que se corrió. Hasta que lo haga, su palabra no vale nada.",
    },
    engine_unknown: {
      word: "SIN COMPROBAR",
      sentence:
        "Esta carrera se corrió con unas reglas que ya no están aquí. De su resultado no se puede decir nada.",
    },
    waiting: {
      word: "AÚN NO",
      sentence:
        "Una carrera se comprueba cuando es oficial o nula: solo entonces muestra el servidor su semilla. Esta página vuelve a mirar sola.",
    },
  },
  checkedIn: (ms) => `comprobada en ${ms} ms, en este navegador`,
  lateReveal: (seconds) =>
    `El servidor no mostró su semilla hasta ${seconds} s después de llegar el último; el límite son 60 s.`,
  oldFairness:
    "Una carrera de antes de que los teléfonos tuvieran parte en el sorteo: solo la palabra del servidor.",
  voidRace: "Nula: se devolvieron todas las apuestas.",
  voidReason: (reason) => `Suspendida: ${reason}`,
  wouldBe: "Cómo habría acabado",
  neverDrawn: "Se suspendió antes del cierre de apuestas: no se sorteó nada.",
  voidsTonight: (count) =>
    count === 1
      ? "Por ahora 1 carrera de esta sala ha sido nula después del cierre: esta."
      : `Por ahora ${count} carreras de esta sala han sido nulas después del cierre.`,
  claimed: "Lo que sigue es solo lo que el acta afirma.",
  steps: "Paso a paso",
  stepStates: { ok: "se cumple", fault: "no se cumple", skipped: "sin mirar" },
  technical: "Las cifras que hay detrás",
  step: {
    schema: {
      title: "El acta está completa",
      explanation: "Todo lo que debe decir el acta de una carrera está ahí y se puede leer.",
    },
    card: {
      title: "Los mismos corredores",
      explanation: "La pista, los corredores y sus fuerzas son los anunciados antes de apostar.",
    },
    terms: {
      title: "Las mismas condiciones",
      explanation:
        "La comisión, los mercados, los precios y los poderes son los anunciados antes de apostar.",
    },
    commitment: {
      title: "El sobre sellado",
      explanation:
        "Antes de las apuestas el servidor publicó un sello sobre corredores, condiciones, reglas y su número secreto. Ese sello encaja: nada de eso se cambió.",
    },
    "seed chain": {
      title: "El secreto estaba fijado mucho antes",
      explanation:
        "Los números secretos del servidor son una cadena fijada al abrir la sala. Este es el siguiente eslabón: no se pudo elegir para esta carrera.",
    },
    bets: {
      title: "Cada apuesta, en su orden",
      explanation:
        "Las apuestas dan la suma publicada al cierre: después no se añadió, quitó, cambió ni movió ninguna.",
    },
    entropy: {
      title: "La parte de los teléfonos en el sorteo",
      explanation:
        "Los teléfonos sellaron un número propio al azar antes del cierre y lo abrieron con las luces de salida. Lo que abrieron es lo que habían sellado.",
    },
    seed: {
      title: "El sorteo",
      explanation:
        "El número con que se corre la carrera sale del secreto del servidor, de las apuestas y de los teléfonos, y de nada más.",
    },
    engine: {
      title: "Se conocen las reglas de la carrera",
      explanation: "Las reglas con las que se corrió están aquí: se puede correr otra vez.",
    },
    race: {
      title: "La carrera, otra vez",
      explanation:
        "Tu navegador ha corrido la carrera otra vez: el mismo orden y los mismos tiempos, al milisegundo.",
    },
    powers: {
      title: "Los poderes",
      explanation:
        "Cada poder actuó o devolvió sus fichas según las reglas, al precio de las condiciones, y nadie gastó más de lo permitido.",
    },
    pools: {
      title: "Los fondos cuadran",
      explanation: "Lo que entró en cada fondo volvió a salir, hasta la última ficha.",
    },
    payouts: {
      title: "Dividendos y pagos",
      explanation: "Cada dividendo y cada pago se calculan otra vez y son los mismos.",
    },
    record: {
      title: "El sello del acta",
      explanation:
        "El acta lleva el resumen de todo lo que dice; la siguiente acta lo lleva también.",
    },
    receipts: {
      title: "Lo que vio este teléfono",
      explanation:
        "Lo que este teléfono guardó mientras estaba allí, sus apuestas y los sellos publicados, está en el acta sin cambios.",
    },
    previous: {
      title: "La carrera anterior",
      explanation:
        "Esta acta nombra el resumen de la carrera anterior de la sala, y aquella acta aún lo tiene: la historia no se ha reescrito.",
    },
  },
  order: "Orden de llegada",
  place: "Puesto",
  runner: "Corredor",
  time: "Tiempo",
  pools: "Fondos y dividendos",
  noPools: "Nadie apostó en ella.",
  market: "Mercado",
  staked: "Apostado",
  paid: "Pagado",
  perChip: "Por ficha",
  wentBack: "devuelto",
  nobodyPaid: "sin dividendo",
  mine: {
    heading: "Mis apuestas, desde este teléfono",
    none: "Este navegador no ha guardado nada de esta carrera. En el teléfono que estuvo allí, esta página compara también lo que él vio con el acta.",
    noBets: "Este teléfono estuvo allí y no tiene ninguna apuesta propia en esta carrera.",
    bet: "Apuesta",
    stake: "Importe",
    back: "Volvió",
    states: {
      won: "ganada",
      lost: "perdida",
      refunded: "devuelta",
      cancelled: "cancelada",
      missing: "no está en el acta",
    },
  },
  limits: {
    heading: "Lo que esto no demuestra",
    noPhone:
      "Ningún teléfono tuvo parte en este sorteo. El servidor solo sabía lo bastante para elegir qué última apuesta acepta.",
    withheld: (withheld, draws) =>
      withheld === 1
        ? `1 teléfono selló un número y no lo abrió. Quien se lo guardó pudo elegir entre ${draws} sorteos.`
        : `${withheld} teléfonos sellaron un número y no lo abrieron. Si eran de una sola mano, pudo elegir entre ${draws} sorteos.`,
    allAnswered:
      "Todos los teléfonos que participaron abrieron su número. Basta que uno sea honrado para que el sorteo lo sea, pero un servidor podría hacerse pasar por teléfonos.",
    mineAnswered: "Este teléfono fue uno de ellos: su propio número está en el sorteo.",
    mineUnheard:
      "Este teléfono envió su número y no tuvo respuesta: el acta dice que se lo guardó. O la línea fue demasiado lenta, o el servidor lo dejó fuera.",
    powers:
      "Los poderes no están en ninguna cadena. Quien lleva el servidor sabe cómo acabará la carrera y podría usar uno por mano ajena. Un poder inventado después solo lo descubren los teléfonos que estuvieron allí: guardan aquello de lo que se enteraron.",
    server:
      "El servidor puede tardar, rechazar una apuesta o suspender una carrera, y conoce el resultado desde las luces de salida. Por eso se cuentan las carreras nulas.",
    page: "Esta página viene de ese mismo servidor. Para estar seguro, comprueba el acta con el programa, en una máquina tuya.",
  },
  yourself: {
    heading: "Compruébalo tú",
    command: "En otra máquina, con el programa y esta acta, sin ninguna red:",
    record: "Descargar el acta",
    receipts: "Descargar lo que guardó este teléfono",
  },
};

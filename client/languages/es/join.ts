import type { join as english } from "#client/languages/en/join.ts";

export const join: typeof english = {
  title: "Grandstand · apuesta en la carrera",
  heading: "Entra en la noche de carreras",
  welcomeBack: (name) => `Hola de nuevo, ${name}`,
  name: "Tu nombre",
  nameHint: "De 2 a 20 caracteres, para la pantalla grande",
  code: "Código de sala",
  codeHint: "Cuatro letras, en la pantalla grande",
  otherRoom: "Otra sala",
  button: "Entrar",
  joining: "Entrando…",
  grant: "Todos empiezan con fichas gratis. Solo dinero de mentira.",
  room: (code) => `Sala ${code}`,
  balance: (available) => `Saldo: ${available} fichas. Abrir la cartera.`,
  settings: {
    open: "Ajustes",
    heading: "Ajustes",
    leave: "Salir de la sala",
    playingAs: (name, code) => `${name}, sala ${code}`,
  },
};

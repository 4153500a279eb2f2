// Digits as single strokes of a pen, those of the "simplex" face. No network has learned from them.
// The Hershey Fonts were originally created by Dr. A. V. Hershey while working at the U.S. National
// Bureau of Standards; they may be used by anyone with this acknowledgement.
import { read } from "./strokes.js"

/** For each digit its strokes, as letters: see read(). */
export const PEN_DIGITS = [
  "JAGBEEDJDMERGUJVLVOUQRRMRJQEOBLAJA",
  "GEIDLALV",
  "EFEEFCGBIAMAOBPCQEQGPINLDVRV",
  "FAQAKINIPJQKRNRPQSOULVIVFUETDR",
  "NADOSO-NANV",
  "PAFAEJFIIHLHOIQKRNRPQSOULVIVFUETDR",
  "QDPBMAKAHBFEEJEOFSHUKVLVOUQSRPROQLOJLIKIHJFLEO",
  "RAHV-DARA",
  "IAFBEDEFFHHILJOKQMRORRQTPUMVIVFUETDRDOEMGKJJNIPHQFQDPBMAIA",
  "QHPKNMKNJNGMEKDHDGEDGBJAKANBPDQHQMPRNUKVIVFUES",
].map((letters) => read(letters) ?? [])

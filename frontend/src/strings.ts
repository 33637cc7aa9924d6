// The interface's words: a key in, text in the chosen language out; numbers and dates by Intl, always with the digits 0-9.
import { useSyncExternalStore } from "react";
import ar from "./strings/ar.json";
import en from "./strings/en.json";
import type { Lang, Name } from "./types";

export type Key = keyof typeof en & keyof typeof ar;
const TEXTS: Record<Lang, Record<string, string>> = { ar, en };
const LOCALES: Record<Lang, string> = { ar: "ar-SY-u-nu-latn-ca-gregory", en: "en-GB-u-nu-latn-ca-gregory" };
const KEPT = "rasid.lang";

function start(): Lang {
  const asked = new URLSearchParams(location.search).get("lang");
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEPT);
  } catch {
    kept = null; // a browser that keeps nothing
  }
  return asked === "en" || asked === "ar" ? asked : kept === "en" ? "en" : "ar";
}

let current: Lang = start();
const listeners = new Set<() => void>();

export function setLang(lang: Lang): void {
  current = lang;
  try {
    localStorage.setItem(KEPT, lang);
  } catch {
    // not kept, only used
  }
  listeners.forEach((l) => l());
}
export function lang(): Lang {
  return current;
}
export function useLang(): Lang {
  return useSyncExternalStore(
    (then) => {
      listeners.add(then);
      return () => listeners.delete(then);
    },
    () => current,
  );
}

/** The text of a key; `{name}` in it is replaced by vars.name. */
export function t(key: Key, vars: Record<string, string | number> = {}): string {
  const text = TEXTS[current][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in vars ? shown(vars[name]) : whole));
}
/** The text of a key made of a code of the data (`stance.` + "denies"), or the code itself where there is none. */
export function term(group: string, code: string): string {
  return TEXTS[current][`${group}.${code}`] ?? code;
}
function shown(value: string | number | undefined): string {
  return typeof value === "number" ? num(value) : (value ?? "");
}

export function num(n: number): string {
  return new Intl.NumberFormat(LOCALES[current], { maximumFractionDigits: 2 }).format(n);
}
const asDate = (iso: string): Date | null => {
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T00:00:00Z` : iso);
  return Number.isNaN(date.getTime()) ? null : date;
};
/** 18 April 2022; the words as they are where they are no date. */
export function day(iso: string | null | undefined): string {
  const date = iso ? asDate(iso.slice(0, 10)) : null;
  return date ? new Intl.DateTimeFormat(LOCALES[current], { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(date) : (iso ?? "");
}
export function moment(iso: string | null | undefined): string {
  const date = iso ? asDate(iso) : null;
  return date ? new Intl.DateTimeFormat(LOCALES[current], { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false }).format(date) : (iso ?? "");
}
export function month(iso: string): string {
  const date = asDate(iso.slice(0, 10));
  return date ? new Intl.DateTimeFormat(LOCALES[current], { month: "long", year: "numeric", timeZone: "UTC" }).format(date) : iso;
}
export function nameOf(name: Name | null | undefined, fallback = ""): string {
  return name?.[current] || name?.en || name?.ar || fallback;
}

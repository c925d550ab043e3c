import { digitsOf } from './digits.ts';
import type { Place } from './expression.ts';
import { fault, shown } from './fault.ts';
import type { Token } from './lex.ts';

/** A place among the tokens of CQL2 Text. Keywords are compared without case. */
export interface Cursor {
  /** The token to come, or one further on. */
  peek(ahead?: number): Token;
  take(): Token;
  isSymbol(text: string, ahead?: number): boolean;
  isKeyword(word: string, ahead?: number): boolean;
  /** Takes the symbol or keyword if it comes next. */
  acceptSymbol(text: string): Token | undefined;
  acceptKeyword(word: string): Token | undefined;
  /** Takes the symbol, or throws a fault that says that it was expected. */
  expectSymbol(text: string): Token;
  /** Throws a fault: something else was expected here. */
  unexpected(sv: string, en: string): never;
  /** A number with or without a sign, finite. */
  signedNumber(): { value: number; digits?: string; place: Place };
  isSignedNumber(): boolean;
}

export function cursorOver(tokens: readonly Token[]): Cursor {
  const end: Token = tokens.at(-1) ?? { type: 'end', text: '', offset: 0 };
  let position = 0;
  const peek = (ahead = 0) => tokens[position + ahead] ?? end;
  const take = () => {
    const token = peek();
    position += 1;
    return token;
  };
  const isSymbol = (text: string, ahead = 0) => peek(ahead).type === 'symbol' && peek(ahead).text === text;
  const isKeyword = (word: string, ahead = 0) => peek(ahead).type === 'name' && peek(ahead).text.toUpperCase() === word;
  const unexpected = (sv: string, en: string): never => {
    const token = peek();
    if (token.type === 'end') {
      throw fault(
        { offset: token.offset },
        { sv: `filtret tar slut där ${sv} väntades.`, en: `the filter ends where ${en} was expected.` },
      );
    }
    const quote = token.type === 'text' ? "'" : token.type === 'quoted' ? '"' : '';
    const found = `${quote}${shown(token.text)}${quote}`;
    throw fault(
      { offset: token.offset },
      { sv: `här väntades ${sv}, inte ${found}.`, en: `${en} was expected here, not ${found}.` },
    );
  };
  const hasSign = () => isSymbol('-') || isSymbol('+');
  return {
    peek,
    take,
    isSymbol,
    isKeyword,
    unexpected,
    acceptSymbol: (text) => (isSymbol(text) ? take() : undefined),
    acceptKeyword: (word) => (isKeyword(word) ? take() : undefined),
    expectSymbol: (text) => (isSymbol(text) ? take() : unexpected(text, text)),
    isSignedNumber: () => peek(hasSign() ? 1 : 0).type === 'number',
    signedNumber() {
      const { offset } = peek();
      const sign = hasSign() ? take().text : '';
      if (peek().type !== 'number') return unexpected('ett tal', 'a number');
      const written = take().text;
      const digits = digitsOf(`${sign}${written}`);
      const value = finite(Number(`${sign}${written}`), written, { offset });
      return { value, ...(digits === undefined ? {} : { digits }), place: { offset } };
    },
  };
}

function finite(value: number, written: string, place: Place): number {
  if (Number.isFinite(value)) return value;
  throw fault(place, {
    sv: `talet ${shown(written)} är för stort: högst omkring 1.8e308.`,
    en: `the number ${shown(written)} is too large: at most about 1.8e308.`,
  });
}

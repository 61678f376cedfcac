import type { Random } from './random.ts';

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
const sum = (digits: string, weights: readonly number[]): number =>
  weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);

/** Tries bodies until one has a check digit at all. */
function until(make: () => string | undefined): string {
  for (;;) {
    const made = make();
    if (made !== undefined) return made;
  }
}

export function luhnDigit(body: string): string {
  let total = 0;
  for (let at = 0; at < body.length; at++) {
    const digit = Number(body[body.length - 1 - at]);
    total += at % 2 === 0 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return String((10 - (total % 10)) % 10);
}

function verhoeffDigit(body: string): string {
  const permute = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  const inverse = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9];
  const multiply = (a: number, b: number): number => {
    if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b - 5) % 5);
    return b < 5 ? 5 + ((a - 5 - b + 10) % 5) : (a - b + 10) % 5;
  };
  let check = 0;
  for (let at = 0; at < body.length; at++) {
    let digit = Number(body[body.length - 1 - at]);
    for (let times = 0; times < (at + 1) % 8; times++) digit = permute[digit]!;
    check = multiply(check, digit);
  }
  return String(inverse[check]);
}

const date = (random: Random) => ({ d: random.int(1, 28), m: random.int(1, 12), y: random.int(40, 99) });

/** Numbers that are right by the rules of each authority, made independently of the detectors. Each with the words used for it. */
export const NATIONAL_NUMBERS: Readonly<
  Record<string, { readonly words: readonly string[]; readonly make: (random: Random) => string }>
> = {
  US_SSN: {
    words: ['SSN', 'Social Security Number', 'ssn', 'social security no.'],
    make: (r) => {
      const area = r.pick([r.int(1, 665), r.int(667, 899)]);
      const sep = r.pick(['-', '-', ' ', '']);
      return [pad(area, 3), pad(r.int(1, 99)), pad(r.int(1, 9999), 4)].join(sep);
    },
  },
  US_ITIN: {
    words: ['ITIN', 'Taxpayer ID'],
    make: (r) => `9${r.digits(2)}-${r.int(70, 88)}-${pad(r.int(1, 9999), 4)}`,
  },
  UK_NINO: {
    words: ['NINO', 'National Insurance number', 'NI number', 'national insurance no'],
    make: (r) => {
      const body = r.pick(['AB', 'CE', 'JG', 'SX', 'WM', 'PE', 'HK']) + r.digits(6) + r.pick(['A', 'B', 'C', 'D']);
      return r.chance(0.5) ? body : body.replace(/^(..)(..)(..)(..)(.)$/, '$1 $2 $3 $4 $5');
    },
  },
  UK_NHS: {
    words: ['NHS number', 'NHS no', 'NHS'],
    make: (r) =>
      until(() => {
        const body = r.pick(['4', '6', '7', '9']) + r.digits(8);
        const check = (11 - (sum(body, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
        if (check === 10) return undefined;
        const number = body + check;
        return r.chance(0.5) ? number : number.replace(/^(...)(...)(....)$/, '$1 $2 $3');
      }),
  },
  ES_DNI: {
    words: ['DNI', 'documento', 'NIF'],
    make: (r) => {
      const number = r.int(10_000_000, 99_999_999);
      return `${number}${r.pick(['', '-'])}${'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}`;
    },
  },
  ES_NIE: {
    words: ['NIE', 'extranjero NIE'],
    make: (r) => {
      const letter = r.int(0, 2);
      const digits = r.digits(7);
      return 'XYZ'[letter] + digits + 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(letter + digits) % 23];
    },
  },
  FR_NIR: {
    words: ['NIR', 'numéro de sécurité sociale', 'sécu', 'INSEE'],
    make: (r) => {
      const body = `${r.pick(['1', '2'])}${r.digits(2)}${pad(r.int(1, 12))}${pad(r.int(1, 95))}${pad(r.int(1, 990), 3)}${pad(r.int(1, 999), 3)}`;
      const number = body + pad(97 - (Number(body) % 97));
      return r.chance(0.5) ? number : number.replace(/^(.)(..)(..)(..)(...)(...)(..)$/, '$1 $2 $3 $4 $5 $6 $7');
    },
  },
  DE_TAX_ID: {
    words: ['Steuer-ID', 'Steueridentifikationsnummer', 'IdNr.', 'steuerliche IdNr'],
    make: (r) =>
      until(() => {
        const digits = Array.from('0123456789').sort(() => r.int(0, 1) - 0.5);
        digits[9] = digits[r.int(0, 8)]!;
        const body = digits.join('');
        if (body.startsWith('0')) return undefined;
        let product = 10;
        for (const digit of body) product = (((Number(digit) + product) % 10 || 10) * 2) % 11;
        const number = body + String((11 - product) % 10);
        return r.chance(0.5) ? number : number.replace(/^(..)(...)(...)(...)$/, '$1 $2 $3 $4');
      }),
  },
  IT_CF: {
    words: ['codice fiscale', 'CF', 'cod. fiscale'],
    make: (r) => {
      const consonants = 'BCDFGLMNPRSTVZ';
      const { d, m, y } = date(r);
      const body = `${r.text(consonants, 6)}${pad(y)}${'ABCDEHLMPRST'[m - 1]}${pad(d + (r.chance(0.5) ? 40 : 0))}${r.pick(['H', 'F', 'L'])}${r.digits(3)}`;
      const odd: Record<string, number> = {};
      '0A1B2C3D4E5F6G7H8I9J'
        .split('')
        .forEach((char, at) => (odd[char] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21][at >> 1]!));
      'KLMNOPQRSTUVWXYZ'
        .split('')
        .forEach((char, at) => (odd[char] = [2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23][at]!));
      let total = 0;
      Array.from(body).forEach((char, at) => {
        total += at % 2 === 0 ? odd[char]! : /\d/.test(char) ? Number(char) : char.charCodeAt(0) - 65;
      });
      return body + String.fromCharCode(65 + (total % 26));
    },
  },
  NL_BSN: {
    words: ['BSN', 'burgerservicenummer'],
    make: (r) =>
      until(() => {
        const body = r.pick(['1', '2', '3', '5']) + r.digits(7);
        const check = sum(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        return check > 9 ? undefined : body + check;
      }),
  },
  PL_PESEL: {
    words: ['PESEL', 'numer PESEL'],
    make: (r) => {
      const { d, m, y } = date(r);
      const body = `${pad(y)}${pad(m)}${pad(d)}${r.digits(4)}`;
      return body + String((10 - (sum(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10);
    },
  },
  BE_NRN: {
    words: ['rijksregisternummer', 'numéro national', 'national number'],
    make: (r) => {
      const { d, m, y } = date(r);
      const body = `${pad(y)}${pad(m)}${pad(d)}${pad(r.int(1, 997), 3)}`;
      const number = body + pad(97 - (Number(body) % 97));
      return r.chance(0.5) ? number : number.replace(/^(..)(..)(..)(...)(..)$/, '$1.$2.$3-$4.$5');
    },
  },
  NO_FNR: {
    words: ['fødselsnummer', 'personnummer'],
    make: (r) =>
      until(() => {
        const { d, m, y } = date(r);
        const body = `${pad(d)}${pad(m)}${pad(y)}${r.digits(3)}`;
        const first = (11 - (sum(body, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11;
        const second = (11 - (sum(body + first, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
        if (first === 10 || second === 10) return undefined;
        const number = `${body}${first}${second}`;
        return r.chance(0.5) ? number : `${number.slice(0, 6)} ${number.slice(6)}`;
      }),
  },
  FI_HETU: {
    words: ['hetu', 'henkilötunnus'],
    make: (r) => {
      const { d, m, y } = date(r);
      const day = `${pad(d)}${pad(m)}${pad(y)}`;
      const serial = pad(r.int(2, 899), 3);
      return `${day}-${serial}${'0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(day + serial) % 31]}`;
    },
  },
  BR_CPF: {
    words: ['CPF', 'cpf', 'cliente CPF'],
    make: (r) => {
      let number = r.digits(9);
      for (const count of [10, 11]) {
        const weights = Array.from({ length: count - 1 }, (_, at) => count - at);
        number += String(((sum(number, weights) * 10) % 11) % 10);
      }
      return r.chance(0.5) ? number : number.replace(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4');
    },
  },
  BR_CNPJ: {
    words: ['CNPJ', 'empresa CNPJ'],
    make: (r) => {
      let number = `${r.digits(8)}0001`;
      for (const weights of [
        [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2],
        [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2],
      ]) {
        const rest = sum(number, weights) % 11;
        number += String(rest < 2 ? 0 : 11 - rest);
      }
      return r.chance(0.4) ? number : number.replace(/^(..)(...)(...)(....)(..)$/, '$1.$2.$3/$4-$5');
    },
  },
  IN_AADHAAR: {
    words: ['Aadhaar', 'aadhaar no', 'UIDAI'],
    make: (r) => {
      const body = r.pick(['2', '3', '5', '7', '9']) + r.digits(10);
      const number = body + verhoeffDigit(body);
      return r.chance(0.4) ? number : number.replace(/^(....)(....)(....)$/, '$1 $2 $3');
    },
  },
  IN_PAN: {
    words: ['PAN', 'income tax PAN'],
    make: (r) =>
      `${r.text('ABCDEFGHJKLMNPQRSTUVWXYZ', 3)}P${r.text('ABCDKRSTV', 1)}${r.digits(4)}${r.text('ABCDEFGHJK', 1)}`,
  },
  CA_SIN: {
    words: ['SIN', 'Social Insurance Number', 'NAS'],
    make: (r) => {
      const body = r.pick(['1', '2', '4', '5', '7']) + r.digits(7);
      const number = body + luhnDigit(body);
      return r.pick([
        number,
        number.replace(/^(...)(...)(...)$/, '$1 $2 $3'),
        number.replace(/^(...)(...)(...)$/, '$1-$2-$3'),
      ]);
    },
  },
  AU_TFN: {
    words: ['TFN', 'Tax File Number'],
    make: (r) =>
      until(() => {
        const number = r.digits(9);
        if (sum(number, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 !== 0 || number === '000000000') return undefined;
        return r.chance(0.5) ? number : number.replace(/^(...)(...)(...)$/, '$1 $2 $3');
      }),
  },
  AU_MEDICARE: {
    words: ['Medicare', 'Medicare no', 'Medicare number'],
    make: (r) => {
      const body = r.pick(['2', '3', '4', '5', '6']) + r.digits(7);
      const number = `${body}${sum(body, [1, 3, 7, 9, 1, 3, 7, 9]) % 10}${r.int(1, 9)}`;
      return r.chance(0.5) ? number : number.replace(/^(....)(.....)(.)$/, '$1 $2 $3');
    },
  },
  CN_ID: {
    words: ['身份证', '身份证号', 'resident ID', 'identity number'],
    make: (r) => {
      const { d, m, y } = date(r);
      const body = `${r.pick(['110101', '310104', '440305'])}19${pad(y)}${pad(m)}${pad(d)}${r.digits(3)}`;
      return body + '10X98765432'[sum(body, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11];
    },
  },
};

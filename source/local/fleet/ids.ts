import {createHash} from 'node:crypto';
import {pick, wholeNumber} from '../random.ts';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const hexDigits = '0123456789abcdef';
const appIdDigits = '0123456789abcdefghjkmnpqrstvwxyz';

const adjectives =
	'aged bold calm crimson dry falling green hidden late misty nameless old patient quiet rough silent spring still summer tidy weathered white wild wispy'.split(
		' ',
	);
const nouns =
	'bird brook cloud dawn dew dust feather field fire fog forest glade grass haze hill lake leaf meadow moon night pine pond rain river sea shadow star'.split(
		' ',
	);

/** Makes every identifier that the API hands out. */
export type Ids = {
	/** 26 characters that sort by time, and by order of making inside one millisecond. */
	readonly ulid: (timeMs: number) => string;
	readonly machineId: () => string;
	readonly appId: () => string;
	readonly nonce: () => string;
	/** Two words and a number, as in `quiet-river-4412`. */
	readonly machineName: () => string;
	readonly privateIp: () => string;
	/** Never makes an id or name that is taken already. */
	readonly reserve: (taken: string) => void;
	/** From now on every ULID sorts after this one, which an earlier server made, even when the clock was set back since. */
	readonly follow: (ulid: string) => void;
};

const encode = (value: number, length: number): string => {
	let rest = value;
	let text = '';
	for (let position = 0; position < length; position++) {
		text = crockford.charAt(rest % 32) + text;
		rest = Math.floor(rest / 32);
	}

	return text;
};

/** The number that the platform itself knows something by, the same whenever it is asked for: made of an id or slug. */
export const numericId = (id: string): number => createHash('sha256').update(id).digest().readUIntBE(0, 3);

const timeDigits = 10;

const timeOf = (ulid: string): number => [...ulid.slice(0, timeDigits)].reduce((time, digit) => time * 32 + crockford.indexOf(digit), 0);

/** Identifiers drawn from one seeded source of randomness. */
export const createIds = (random: () => number): Ids => {
	let made = 0;
	let earliestMs = 0;
	const draw = (digits: string, length: number): string => {
		let text = '';
		for (let position = 0; position < length; position++) {
			text += digits.charAt(wholeNumber(random, digits.length));
		}

		return text;
	};

	const given = new Set<string>();
	const unique = (make: () => string): string => {
		let id = make();
		while (given.has(id)) {
			id = make();
		}

		given.add(id);
		return id;
	};

	const group = (): string => wholeNumber(random, 0xff_ff).toString(16);
	return {
		ulid(timeMs) {
			made++;
			return encode(Math.max(timeMs, earliestMs), timeDigits) + encode(made, 4) + draw(crockford, 12);
		},
		machineId: () => unique(() => draw('123456789', 1) + draw(hexDigits, 13)),
		appId: () => draw(appIdDigits, 16),
		nonce: () => draw(hexDigits, 12),
		machineName: () => unique(() => `${pick(random, adjectives)}-${pick(random, nouns)}-${1 + wholeNumber(random, 9999)}`),
		reserve: taken => void given.add(taken),
		follow(ulid) {
			earliestMs = Math.max(earliestMs, timeOf(ulid) + 1);
		},
		privateIp: () => `fdaa:0:fcc8:a7b:${group()}:${group()}:${group()}:2`,
	};
};

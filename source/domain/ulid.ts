const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const timeLength = 10;

/** When an id of the kind that versions and events have was made, in ms; undefined for an id of another kind. */
export const ulidTimeMs = (id: string): number | undefined =>
	/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id)
		? [...id.slice(0, timeLength)].reduce((time, digit) => time * digits.length + digits.indexOf(digit), 0)
		: undefined;

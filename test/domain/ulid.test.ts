import {expect, test} from 'vitest';
import {ulidTimeMs} from '../../source/domain/ulid.ts';

test.for([
	['01ARZ3NDEKTSV4RRFFQ69G5FAV', 1_469_922_850_259],
	['00000000010000000000000000', 1],
	['7ZZZZZZZZZ0000000000000000', 2 ** 48 - 1],
	['01JMXW', undefined],
	['01ARZ3NDEKTSV4RRFFQ69G5FAU', undefined],
	['8ZZZZZZZZZ0000000000000000', undefined],
	['', undefined],
] as const)('the id "%s" was made at %s', ([id, timeMs]) => {
	expect(ulidTimeMs(id)).toBe(timeMs);
});

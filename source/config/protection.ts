import {type ProtectedPattern, parseProtected} from '../domain/protection.ts';
import {printable} from '../domain/text.ts';
import {namesIn} from './apps.ts';
import {found, type Result, wrong} from './result.ts';
import type {Environment} from './surroundings.ts';

const read = (source: string, lists: readonly string[]): Result<readonly ProtectedPattern[]> => {
	const patterns: ProtectedPattern[] = [];
	for (const name of namesIn(lists)) {
		const pattern = parseProtected(name);
		if (pattern === undefined) {
			return wrong(
				`${source} has "${printable(name)}", which protects nothing. Write app:prod-*, region:fra or prod-*: * is the only wildcard.`,
			);
		}

		patterns.push(pattern);
	}

	return found(patterns);
};

/** What is protected: by the flag, and by `FLYDECK_PROTECT` too, since a flag is to add to what a file protects and never to take from it. */
export const resolveProtection = (
	flags: readonly string[] | undefined,
	{FLYDECK_PROTECT: variable = ''}: Environment,
): Result<readonly ProtectedPattern[]> => {
	const byFlag = read('--protect', flags ?? []);
	const byVariable = read('FLYDECK_PROTECT', [variable]);
	return byFlag.ok && byVariable.ok ? found([...byFlag.value, ...byVariable.value]) : byFlag.ok ? byVariable : byFlag;
};

import {filterForms} from '../../source/domain/query/forms.ts';
import {machineKeys} from '../../source/domain/query/machine-keys.ts';

/** The table of the terms of a filter as the readme has it, from the tables of the code. */
export const filterTable = (): string =>
	[
		'| term | finds |',
		'|---|---|',
		...[...machineKeys].map(([key, {meaning}]) => `| \`${key}:\` | ${meaning} |`),
		...filterForms.map(({form, meaning}) => `| \`${form}\` | ${meaning} |`),
		'',
	].join('\n');

import {expect, test} from 'vitest';
import {isCurlAsked} from '../../source/commands/asked-curl.ts';
import type {Mode} from '../../source/store/state.ts';
import {buildMachine} from '../helpers/build-machine.ts';
import {formMode} from '../helpers/build-resources.ts';
import {buildState, inMode} from '../helpers/build-state.ts';
import {newForm, someModes} from '../helpers/modes.ts';
import {renderApp} from '../helpers/render.tsx';

const state = buildState({machines: [buildMachine()]});
const machineFields = newForm().fields.map((_field, focus): Mode => formMode({...newForm(), focus}));
const asking = [...someModes, ...machineFields].filter(mode => isCurlAsked(state, mode));

test.each(asking)('80 columns have room for the key that copies what $kind asks, and for the way out', async mode => {
	const hints = (await renderApp(inMode(state, mode), 80, 24)).lines().at(-1);
	expect(hints).toContain('ctrl-y as curl');
	expect(hints).toContain('esc ');
});

import {askOnTerminal} from './ask-on-terminal.ts';
import {exitCodes} from './exit-codes.ts';
import {isYes} from './headless/ask.ts';
import {refuse} from './refuse.ts';

/**
Ends a command that would send the token to where it can be read on its way, unless the person says that it may. Only who is about to see the
screen is asked.

@throws Refusal where nothing may be sent
*/
export const refusePlainHttp = async (baseUrl: string, isScreen: boolean): Promise<void> => {
	const danger = `The token would go to ${baseUrl} unencrypted: whoever is on the way can read it, and use it.`;
	const ask = isScreen ? askOnTerminal(new AbortController().signal) : undefined;
	if (ask === undefined) {
		refuse(
			exitCodes.usage,
			`Nothing was sent. ${danger} Write https://, or allow it with --allow-plain-http or FLYDECK_ALLOW_PLAIN_HTTP=1.`,
		);
	} else if (!isYes(await ask(`${danger}\nGo on? y/N `))) {
		refuse(exitCodes.usage, 'Nothing was sent.');
	}
};

/** Stands for a body that has more bytes than may be read. */
export const tooLong = Symbol('too long');

/** The text of an answer, unless it has more bytes than a limit: what comes after that is not read. */
export const textWithin = async (response: Response, limitBytes: number): Promise<string | typeof tooLong> => {
	const {body} = response;
	if (body === null || limitBytes === Number.POSITIVE_INFINITY) {
		return response.text();
	}

	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > limitBytes) {
			return tooLong;
		}

		chunks.push(chunk);
	}

	return new TextDecoder().decode(Buffer.concat(chunks));
};

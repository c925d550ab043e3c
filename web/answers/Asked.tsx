import { herePath } from '../server.ts';
import { askHere, here } from '../state/ask-here.ts';
import { hereQuery, type Question } from '../state/asked.ts';
import { lang } from '../state/state.ts';
import { answerWords } from './words.ts';

/** As far as a person walks to see what else there is. */
const nearby = 100;

/** What is asked: the place in coordinates, and how the answer can be kept. */
export function Asked({ question }: { question: Question }) {
  const words = answerWords.value;
  const answer = here.value;
  const query = hereQuery(question);
  const permanent = answer?.links.find(({ rel }) => rel === 'permalink')?.href;
  return (
    <div class="asked">
      <h2>{words.titles[question.kind]}</h2>
      {answer ? <p class="quiet">{answer.question.text}</p> : null}
      <p class="links">
        <a href={herePath(query, lang.value, 'pdf')}>{words.pdf}</a>
        <a href={herePath(query, lang.value, 'html')}>{words.asPage}</a>
        {permanent ? <a href={permanent}>{words.lasting}</a> : null}
      </p>
    </div>
  );
}

/** What a reader could get wrong, and how to ask about more than the place itself. */
export function Know({ question }: { question: Question }) {
  const words = answerWords.value;
  return (
    <>
      {question.kind === 'point' && question.within < nearby ? (
        <p>
          <button
            type="button"
            class="plain-button"
            id="ask-nearby"
            onClick={() => askHere({ ...question, within: nearby })}
          >
            {words.near.replace('{metres}', String(nearby))}
          </button>
        </p>
      ) : null}
      <section class="know">
        <h2>{words.know}</h2>
        <ul>
          {here.value?.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

import { herePath } from '../server.ts';
import { askHere, here } from '../state/ask-here.ts';
import { hereQuery, type Question } from '../state/asked.ts';
import { lang } from '../state/state.ts';
import { answerWords } from './words.ts';

/** As far as a person walks to see what else there is. */
const nearby = 100;

/** What is asked, and the answer on paper. */
export function Asked({ question }: { question: Question }) {
  const words = answerWords.value;
  return (
    <div class="asked">
      <h2>{words.titles[question.kind]}</h2>
      <a href={herePath(hereQuery(question), lang.value, 'pdf')}>{words.pdf}</a>
    </div>
  );
}

/** How to ask about more than the place itself, where it is, how the answer can be kept, and what a reader could get wrong. */
export function Know({ question }: { question: Question }) {
  const words = answerWords.value;
  const permanent = here.value?.links.find(({ rel }) => rel === 'permalink')?.href;
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
      <p class="quiet">{here.value?.question.text}</p>
      <p class="links">
        <a href={herePath(hereQuery(question), lang.value, 'html')}>{words.asPage}</a>
        {permanent ? <a href={permanent}>{words.lasting}</a> : null}
      </p>
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

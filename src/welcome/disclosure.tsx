import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../ui/icon';

/** Everything that Facet does with people's pictures, complete: what the user agrees to. Changes raise consent.ts's number. */
export function Disclosure() {
  return (
    <>
      <div class="two">
        <section class="card">
          <h2>What Facet does</h2>
          <ul class="plain yes">
            <li>It looks at the video pictures on a call’s page, up to eight times a second, while you let it.</li>
            <li>It finds faces in them, and says which expression each appears to have: happy, surprised, neutral …</li>
            <li>It shows that on the call’s page, in its popup, and says on the page that it reads.</li>
            <li>It can read your own camera, pictures and video files, where you ask for it.</li>
          </ul>
        </section>
        <section class="card">
          <h2>What it does not do</h2>
          <ul class="plain no">
            <li>It cannot know what anyone feels, thinks or wants.</li>
            <li>It recognises nobody, and keeps no picture and no measure of a face.</li>
            <li>It does not listen, and reads neither chat nor captions.</li>
            <li>It sends nothing to anyone: not to its makers, nor to your employer or the other people.</li>
          </ul>
        </section>
      </div>
      <section class="card">
        <h2>What happens to the data</h2>
        <dl class="points">
          <Point icon="camera" title="Read">
            Pictures of people’s video, their names and the page’s numbers for them, on the call pages where you press
            Start. Pictures are in memory for a moment and are then thrown away.
          </Point>
          <Point icon="chart" title="Kept">
            For every second: who (by the name on the page), which expression, how likely, and how clear the picture
            was; with the site and the time of the call. Also your settings, and whom you left out.
          </Point>
          <Point icon="computer" title="Where">
            In this browser, on this computer. Nothing is synchronised or sent. A file leaves it only where you export
            one.
          </Point>
          <Point icon="trash" title="Until">
            Seven days have passed, or as long as you choose in Settings; you can delete it at any time before, in
            Sessions.
          </Point>
        </dl>
      </section>
      <section class="card">
        <h2>How right it is</h2>
        <p>
          On clear pictures over which people agree, it names the same expression as they do for 9 of 10; in a call,
          with small, dark or turned faces, it is wrong more often, and a face does not show what a person feels.{' '}
          <a href="/src/options/index.html#about">How it was measured</a>
        </p>
      </section>
      <section class="card">
        <h2>What the law says in the European Union</h2>
        <dl class="points">
          <Point icon="people" title="Tell people">
            Whoever is read must be told before (AI Act, Article 50(3), since 2 August 2026). Stop, or leave them out,
            if somebody minds.
          </Point>
          <Point icon="law" title="Not on others at work or school">
            Inferring the emotions of people at work or in education is prohibited (Article 5(1)(f)). The Commission’s
            guidelines of 29 July 2025 name following the mood of hybrid teams in video calls as an example.
          </Point>
          <Point icon="face" title="To practise by yourself">
            Personal training is not prohibited where the results stay with you and are not shared with an employer:
            Mirror is made for that.
          </Point>
        </dl>
        <p class="quiet">
          This is no legal advice. Elsewhere other rules may hold; whether you may read a call is yours to judge.
        </p>
      </section>
    </>
  );
}

function Point({ icon, title, children }: { icon: IconName; title: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>
        <Icon name={icon} />
        {title}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

package dev.keydesk.chat;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.DividerBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.ImageBlock;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.RichTextPreformattedElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * Builds Block Kit blocks. A text that is too long for its place is cut rather than refused,
 * because Slack refuses the whole message for one block. Bare URLs and names stay plain text.
 */
public final class Blocks {
    private static final int SECTION = 3000;
    private static final int FIELD = 2000;
    private static final int MOST_FIELDS = 10;
    private static final int HEADER = 150;
    private static final int LABEL = 2000;
    private static final int ALT = 2000;
    private static final int TITLE = 24;
    static final int BUTTON = 75;
    private static final int OPTION = 75;
    private static final int PLACEHOLDER = 150;

    private Blocks() {}

    /** Returns a header; {@code text} is plain text. */
    public static LayoutBlock header(String text) {
        return HeaderBlock.builder().text(plain(text, HEADER)).build();
    }

    /** Returns a section of Slack markup. */
    public static LayoutBlock section(String markup) {
        return SectionBlock.builder().text(markup(markup, SECTION)).build();
    }

    /** Returns a section with a button beside it. */
    public static LayoutBlock section(String markup, Button beside) {
        return SectionBlock.builder()
                .text(markup(markup, SECTION))
                .accessory(beside.element())
                .build();
    }

    /** Returns a section with a menu beside it. */
    public static LayoutBlock section(String blockId, String markup, Menu beside) {
        return SectionBlock.builder()
                .blockId(blockId)
                .text(markup(markup, SECTION))
                .accessory(beside.element())
                .build();
    }

    /** Returns the texts in two columns; Slack shows at most ten. */
    public static LayoutBlock fields(String... markups) {
        List<TextObject> fields =
                Arrays.stream(markups)
                        .limit(MOST_FIELDS)
                        .<TextObject>map(m -> markup(m, FIELD))
                        .toList();
        return SectionBlock.builder().fields(fields).build();
    }

    /** Returns a line in small grey letters, for times, people and the ticket. */
    public static LayoutBlock context(String markup) {
        return ContextBlock.builder().elements(List.of(markup(markup, SECTION))).build();
    }

    /**
     * Returns an image that Slack fetches from the address.
     *
     * @param alt everything that the image shows, for people who cannot see it
     */
    public static LayoutBlock image(URI address, String alt) {
        return ImageBlock.builder()
                .imageUrl(address.toString())
                .altText(Mrkdwn.cut(alt, ALT))
                .build();
    }

    /** Returns a horizontal line. */
    public static LayoutBlock divider() {
        return DividerBlock.builder().build();
    }

    /** Returns a row of buttons. */
    public static LayoutBlock actions(String blockId, Button... buttons) {
        List<BlockElement> elements =
                Arrays.stream(buttons).<BlockElement>map(Button::element).toList();
        return ActionsBlock.builder().blockId(blockId).elements(elements).build();
    }

    /**
     * Returns exactly these characters in a fixed-width font, ready to be copied; none of them is
     * markup.
     */
    public static LayoutBlock preformatted(String text) {
        var characters = RichTextSectionElement.Text.builder().text(text).build();
        var block = RichTextPreformattedElement.builder().elements(List.of(characters)).build();
        return RichTextBlock.builder().elements(List.of(block)).build();
    }

    /** Returns a field of a modal; an error is shown at the field with this block id. */
    public static InputBlock input(String blockId, String label, BlockElement element) {
        return InputBlock.builder()
                .blockId(blockId)
                .label(plain(label, LABEL))
                .element(element)
                .build();
    }

    /** Returns the same with a hint below the field. */
    public static InputBlock input(
            String blockId, String label, String hint, BlockElement element) {
        var input = input(blockId, label, element);
        input.setHint(plain(hint, LABEL));
        return input;
    }

    /** Returns an option of a menu or select; {@code value} comes back with the choice. */
    public static OptionObject option(String text, String value) {
        return OptionObject.builder().text(plain(text, OPTION)).value(value).build();
    }

    /** Returns the same with a description below the text. */
    public static OptionObject option(String text, String value, String description) {
        var option = option(text, value);
        option.setDescription(plain(description, OPTION));
        return option;
    }

    /** Returns the grey text of an empty field. */
    public static PlainTextObject placeholder(String text) {
        return plain(text, PLACEHOLDER);
    }

    /** Returns a modal that can only be closed. */
    public static View notice(String title, List<LayoutBlock> blocks) {
        return View.builder()
                .type("modal")
                .title(
                        ViewTitle.builder()
                                .type("plain_text")
                                .text(Mrkdwn.cut(title, TITLE))
                                .emoji(false)
                                .build())
                .close(close("Close"))
                .blocks(blocks)
                .build();
    }

    /** The callback id of a modal that shows a private answer. */
    public static final String ANSWER = "private-answer";

    /** Returns a message as a modal, for a person who has no place to see the message. */
    static View answer(OutgoingMessage message) {
        var view =
                notice(
                        "Keydesk",
                        message.blocks().isEmpty()
                                ? List.of(section(message.text()))
                                : message.blocks());
        view.setCallbackId(ANSWER);
        return view;
    }

    private static ViewClose close(String text) {
        return ViewClose.builder().type("plain_text").text(text).emoji(false).build();
    }

    /**
     * Returns a modal with a form. The private metadata goes to the person's client, so it must not
     * contain a secret.
     */
    public static View form(
            String callbackId,
            String title,
            String submit,
            String privateMetadata,
            List<LayoutBlock> blocks) {
        var view = notice(title, blocks);
        view.setCallbackId(callbackId);
        view.setSubmit(
                ViewSubmit.builder()
                        .type("plain_text")
                        .text(Mrkdwn.cut(submit, TITLE))
                        .emoji(false)
                        .build());
        view.setClose(close("Cancel"));
        view.setPrivateMetadata(privateMetadata);
        return view;
    }

    /** Returns a Home tab. */
    public static View home(List<LayoutBlock> blocks) {
        return View.builder().type("home").blocks(blocks).build();
    }

    static PlainTextObject plain(String text, int limit) {
        return PlainTextObject.builder().text(Mrkdwn.cut(text, limit)).emoji(false).build();
    }

    /**
     * Verbatim, because otherwise Slack links bare URLs and channel names in other people's text.
     */
    private static MarkdownTextObject markup(String markup, int limit) {
        return MarkdownTextObject.builder()
                .text(Mrkdwn.cutMarkup(markup, limit))
                .verbatim(true)
                .build();
    }
}
